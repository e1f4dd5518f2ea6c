package nontonyuk.order;

import static org.junit.jupiter.api.Assertions.*;

import java.util.HashMap;
import java.util.Map;
import nontonyuk.common.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({
        "TICKET_SECRET, short, must have at least 16 characters",
        "TICKET_SECRET, change-me, is a placeholder still",
        "PAYMENT_CALLBACK_SECRET, short, must have at least 16 characters",
        "PAYMENT_CALLBACK_SECRET, change-me, is a placeholder still",
    })
    void a_secret_that_everyone_knows_stops_the_service(String name, String value, String reason) {
        var settings = new HashMap<>(Map.of("TICKET_SECRET", "5f0c1f7ab1c92bd3"));
        settings.put(name, value);
        var invalid = assertThrows(
                Settings.Invalid.class, () -> new OrderService(Settings.of(settings), null, null, null, null, null));
        assertTrue(invalid.getMessage().startsWith(name + " " + reason), invalid.getMessage());
    }
}
