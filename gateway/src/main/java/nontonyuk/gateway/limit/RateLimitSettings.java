package nontonyuk.gateway.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.function.Function;
import nontonyuk.common.Settings;
import nontonyuk.common.http.Request;
import nontonyuk.common.metrics.Metrics;

/**
 * How much of what costs most one client may ask for in a minute. A whole class shares the address of its school, so
 * limits by address leave room for forty; a limit of 0 is none.
 *
 * <p>To change a password takes the bcrypt of a login and more, and to renew tokens begins where a login would: all
 * three count as logins.
 */
public record RateLimitSettings(RateLimiter login, RateLimiter register, RateLimiter orders) {
    private static final int MOST = 1_000_000;

    public static RateLimitSettings read(Settings settings, Metrics metrics) {
        int logins = settings.number("LOGINS_PER_MINUTE", 120, 0, MOST);
        int registrations = settings.number("REGISTRATIONS_PER_MINUTE", 120, 0, MOST);
        int orders = settings.number("ORDERS_PER_MINUTE", 1200, 0, MOST);
        int own = settings.number("ORDERS_PER_MINUTE_AND_ACCOUNT", 120, 0, MOST);
        return new RateLimitSettings(
                RateLimiter.of("login", metrics, byAddress(logins)),
                RateLimiter.of("register", metrics, byAddress(registrations)),
                // The account first: one that is over its limit takes nothing from its neighbours.
                RateLimiter.of("orders", metrics, byAccount(own), byAddress(orders)));
    }

    private static TokenBucket byAddress(int perMinute) {
        Function<Request, String> network = request -> network(request.clientAddress());
        return new TokenBucket("address", perMinute, network, System::nanoTime);
    }

    private static TokenBucket byAccount(int perMinute) {
        Function<Request, String> account = request -> request.caller().subject();
        return new TokenBucket("account", perMinute, account, System::nanoTime);
    }

    /** An IPv6 client has 2^64 addresses of its own, which all begin alike. */
    static String network(String address) {
        if (!address.contains(":")) return address;
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, 8);
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
