package nontonyuk.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import nontonyuk.common.Sha256;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.problem.Problem;

/**
 * Makes the guessing of passwords slow.
 *
 * <ul>
 *   <li>After {@code LOGIN_TRIES} failures in a row there is a pause of 5 seconds. Each further failure starts a longer
 *       one: 10, 20, 40, then 60 seconds. An attempt during a pause gets a 429 and does not extend the pause.
 *   <li>A success resets the count. A count expires a quarter of an hour after the last attempt.
 *   <li>An address with an earlier success has a count of its own. So the owner can log in from a known address while
 *       strangers guess. Open sessions need no password, so they continue.
 *   <li>The key of an account is the hash of the typed text. An unknown account has pauses too, so an attacker can't
 *       learn which accounts exist.
 * </ul>
 *
 * <p>Limits: an attacker with one failure a minute keeps the owner out at a new address. An attacker behind a shared
 * address, such as a school's, can do that at the known address too. If the clocks of gateway and auth differ, all
 * clients have one address (see {@link ClientAddress}). There is no limit per address: the gateway has one.
 *
 * <p>Each instance counts alone, in memory, for the latest ten thousand accounts and addresses.
 */
final class LoginThrottle {
    static final int MAX_ENTRIES = 10_000;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
    private static final Duration EXPIRY = Duration.ofMinutes(15);

    private final int maxFailures;
    private final LongSupplier nanoTime;
    private final Map<String, Failures> failures = latest();
    private final Map<String, Boolean> knownAddresses = latest();

    LoginThrottle(int maxFailures, LongSupplier nanoTime) {
        this.maxFailures = maxFailures;
        this.nanoTime = nanoTime;
    }

    /** The failures in a row, the time of the last attempt, and the earliest time of the next. */
    private record Failures(int count, long last, long next) {}

    private static <T> Map<String, T> latest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }

    /**
     * Runs the attempt, or throws a 429 during a pause. An empty result is a failure; an attempt that throws does not
     * count.
     */
    <T> Optional<T> check(String account, String address, Supplier<Optional<T>> attempt) {
        var accountKey = Sha256.hex(account.getBytes(UTF_8));
        var addressKey = accountKey + " " + address;
        var key = begin(accountKey, addressKey);
        try {
            var result = attempt.get();
            if (result.isPresent()) succeed(key, addressKey);
            return result;
        } catch (RuntimeException e) {
            cancel(key);
            throw e;
        }
    }

    /** Counts the failure before the attempt, so parallel attempts can't exceed the limit. */
    private synchronized String begin(String accountKey, String addressKey) {
        var key = knownAddresses.containsKey(addressKey) ? addressKey : accountKey;
        long now = nanoTime.getAsLong();
        var earlier = failures.get(key);
        int count = earlier == null || now - earlier.last() > EXPIRY.toNanos() ? 0 : earlier.count();
        if (count >= maxFailures && earlier.next() - now > 0) throw tooMany(earlier.next() - now);
        failures.put(key, new Failures(count + 1, now, now + pause(count + 1)));
        return key;
    }

    private long pause(int count) {
        if (count < maxFailures) return 0;
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - maxFailures, 4));
        return Math.min(pause.toNanos(), MAX_PAUSE.toNanos());
    }

    private static Problem tooMany(long nanos) {
        int seconds = (int) Duration.ofNanos(nanos).plusSeconds(1).minusNanos(1).toSeconds();
        return Problem.tooManyRequests(
                "too-many-tries", "Too many wrong tries; try again in " + seconds + " s.", seconds);
    }

    private synchronized void succeed(String key, String addressKey) {
        failures.remove(key);
        knownAddresses.put(addressKey, true);
    }

    private synchronized void cancel(String key) {
        failures.computeIfPresent(
                key, (same, now) -> now.count() == 1 ? null : new Failures(now.count() - 1, now.last(), now.last()));
    }

    synchronized int size() {
        return failures.size() + knownAddresses.size();
    }
}
