package nontonyuk.labs.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nontonyuk.common.Settings;

/** Checks the settings without a default. */
final class RequiredSettings {
    private static final List<String> NAMES = List.of(
            "AUTH_DB_PASSWORD",
            "MOVIE_DB_PASSWORD",
            "ORDER_DB_PASSWORD",
            "GATEWAY_CLIENT_SECRET",
            "ORDER_CLIENT_SECRET",
            "TICKET_SECRET",
            "PAYMENT_KEY",
            "PAYMENT_CALLBACK_SECRET");

    private RequiredSettings() {}

    static void check(Settings settings, Report report) {
        var missing =
                NAMES.stream().filter(name -> settings.text(name, "").isEmpty()).toList();
        if (missing.isEmpty()) {
            report.well("all required settings are set");
        } else if (Files.exists(Path.of(".env"))) {
            report.wrong(".env lacks "
                    + String.join(", ", missing)
                    + " (or they are empty): `make build` adds random values");
        } else {
            report.wrong("there is no .env here, so these are not set: "
                    + String.join(", ", missing)
                    + "; `make build` makes it");
        }
    }
}
