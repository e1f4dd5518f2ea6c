package nontonyuk.labs;

import static org.junit.jupiter.api.Assertions.*;

import java.net.BindException;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;

class StandInTest {
    private static final class Silent implements StandIn.Protocol {
        @Override
        public Response answer(Request request) {
            return Response.NONE;
        }

        @Override
        public Response error(Problem problem) {
            return Response.NONE;
        }
    }

    @Test
    void it_listens_on_the_loopback_address_unless_it_is_told_another() {
        assertEquals("127.0.0.1", StandIn.host(Settings.of(Map.of())));
        var elsewhere = StandIn.host(Settings.of(Map.of("STANDIN_ADDRESS", "192.0.2.1")));
        var e = assertThrows(BindException.class, () -> new StandIn("tmdb", elsewhere, 0, new Silent(), line -> {}));
        assertTrue(e.getMessage().contains("192.0.2.1 is not an address of this machine"), e.getMessage());
    }
}
