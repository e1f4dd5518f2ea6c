package nontonyuk.gateway.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import nontonyuk.common.Settings;
import nontonyuk.common.metrics.Metrics;

/**
 * How many expensive requests one client may send in a minute. A school class shares one address, so the limits by
 * address have room for forty students.
 *
 * <p>Changing a password costs a bcrypt like a login, and refreshing tokens replaces a login. So both count as logins.
 */
public record RateLimitSettings(RateLimiter login, RateLimiter register, RateLimiter orders) {
    private static final int MAX = 1_000_000;

    public static RateLimitSettings read(Settings settings, Metrics metrics) {
        var logins = byAddress(settings.number("LOGINS_PER_MINUTE", 120, 0, MAX));
        var registrations = byAddress(settings.number("REGISTRATIONS_PER_MINUTE", 120, 0, MAX));
        var orders = byAddress(settings.number("ORDERS_PER_MINUTE", 1200, 0, MAX));
        int perAccount = settings.number("ORDERS_PER_MINUTE_AND_ACCOUNT", 120, 0, MAX);
        var ordersOfAccount = new TokenBucket(
                "account", perAccount, request -> request.caller().subject(), System::nanoTime);
        return new RateLimitSettings(
                new RateLimiter("login", metrics, logins),
                new RateLimiter("register", metrics, registrations),
                // The account is first: a refused account takes no token from the others at its address.
                new RateLimiter("orders", metrics, ordersOfAccount, orders));
    }

    private static TokenBucket byAddress(int perMinute) {
        return new TokenBucket("address", perMinute, request -> network(request.clientAddress()), System::nanoTime);
    }

    /** One IPv6 client has 2^64 addresses, which share their first 64 bits. */
    static String network(String address) {
        if (!address.contains(":")) return address;
        try {
            return HexFormat.of().formatHex(InetAddress.getByName(address).getAddress(), 0, 8);
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
