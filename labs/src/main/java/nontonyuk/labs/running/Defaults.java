package nontonyuk.labs.running;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of a system for checks and tests. */
final class Defaults {
    private Defaults() {}

    static Map<String, String> of(Path folder, int orderPort) {
        var settings = new HashMap<String, String>();
        for (var secret : List.of("GATEWAY_CLIENT_SECRET", "ORDER_CLIENT_SECRET", "TICKET_SECRET"))
            settings.put(secret, Services.SECRET);
        settings.put("PAYMENT_KEY", Services.SECRET);
        settings.put("PAYMENT_CALLBACK_SECRET", Services.SECRET);
        settings.put("PAYMENT_CALLBACK_URL", "http://127.0.0.1:" + orderPort + "/payments/callback");
        settings.put("PAYMENT_LEDGER", folder.resolve("payments.jsonl").toString());
        settings.put("XRAY", "1"); // as under make run
        settings.put("BCRYPT_COST", "4"); // a run registers hundreds of users
        for (var what : List.of("LOGINS", "REGISTRATIONS", "ORDERS"))
            settings.put(what + "_PER_MINUTE", "0"); // all customers use one address
        for (var limit : List.of("ORDERS_PER_MINUTE_AND_ACCOUNT", "HOLD_SEATS_PER_SHOWTIME", "HOLD_SEATS"))
            settings.put(limit, "0"); // some customers buy without a pause
        settings.put("ADMIN_EMAIL", "admin@example.com");
        settings.put("TMDB_TOKEN", "tmdb-stand-in");
        settings.put("TMDB_STANDIN_RATE", "0");
        return settings;
    }
}
