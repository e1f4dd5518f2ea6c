package nontonyuk.sql;

import java.nio.file.Path;
import java.util.Locale;
import nontonyuk.common.Settings;
import nontonyuk.common.service.Service;

/** The database of {@code make db}: one server with a database for each service, until Ctrl-C. */
public final class LocalDatabase {
    private LocalDatabase() {}

    public static void main(String[] args) throws InterruptedException {
        Service.prepare("db");
        try {
            long start = System.nanoTime();
            var settings = Settings.read();
            var server = DatabaseServer.start(
                    Path.of("data", "mariadb"),
                    settings.port("DB_PORT", 13_306),
                    account(settings, "auth"),
                    account(settings, "movie"),
                    account(settings, "order"));
            double seconds = (System.nanoTime() - start) / 1e9;
            var line = String.format(Locale.ROOT, "database ready on 127.0.0.1:%d in %.1f s", server.port(), seconds);
            System.getLogger("database").log(System.Logger.Level.INFO, line);
            server.await();
        } catch (Settings.Invalid | DatabaseFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Account account(Settings settings, String service) {
        var prefix = service.toUpperCase(Locale.ROOT) + "_DB_";
        var name = "nontonyuk_" + service;
        return new Account(name, settings.text(prefix + "USER", name), settings.required(prefix + "PASSWORD"));
    }
}
