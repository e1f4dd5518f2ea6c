package nontonyuk.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.problem.Problem;

/**
 * Makes guessing slow. What that may cost the owner of an account is said below.
 *
 * <ul>
 *   <li>An account may be tried wrongly so many times in a row ({@code LOGIN_TRIES}). From then on each wrong try is
 *       followed by a pause of 5, 10, 20 seconds and so on, a minute at most. A try in a pause is a 429; nothing is
 *       checked, and it doesn't make the pause longer.
 *   <li>What is right clears the count. What nobody tries for a quarter of an hour is forgotten.
 *   <li>An address that was right about an account once has a count of its own for it. So while strangers guess, the
 *       owner gets in from a place known before. Open sessions go on in any case: they need no password.
 *   <li>Accounts are known by what was typed, hashed. One that doesn't exist is slowed down all the same, so that
 *       nobody learns from it which ones do.
 * </ul>
 *
 * <p>From any other place the owner has to be the first when a pause ends: whoever tries wrongly once a minute can hold
 * the account in a pause there. Somebody behind the same address, in the same school say, can do that to a known place,
 * too. So can anybody, where the gateway's word ({@link ClientAddress}) isn't believed because the clocks differ: then
 * all places are one.
 *
 * <p>There is no limit per address alone: a school has one for all, and the gateway has limits.
 *
 * <p>Each instance counts for itself, in memory: the latest ten thousand accounts, and as many addresses. To push an
 * account out of there takes as many tries on others.
 */
final class LoginThrottle {
    static final int MOST = 10_000;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final int free;
    private final LongSupplier nanoTime;
    private final Map<String, Count> counts = latest();
    private final Map<String, Boolean> rightBefore = latest();

    LoginThrottle(int free) {
        this(free, System::nanoTime);
    }

    /** With a clock of one's own. */
    LoginThrottle(int free, LongSupplier nanoTime) {
        this.free = free;
        this.nanoTime = nanoTime;
    }

    /** How often in a row it was wrong, and from when on the next try is taken. */
    private record Count(int wrong, long last, long next) {}

    private static <T> Map<String, T> latest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        };
    }

    /**
     * LoginThrottle it, unless this is a pause: then it throws the 429. A try that gives nothing was wrong; one that
     * throws was none.
     */
    <T> Optional<T> check(String account, String address, Supplier<Optional<T>> attempt) {
        var who = Sha256.of(account);
        var place = who + " " + address;
        var key = begin(who, place);
        try {
            var result = attempt.get();
            if (result.isPresent()) right(key, place);
            return result;
        } catch (RuntimeException e) {
            takeBack(key);
            throw e;
        }
    }

    /** Counts it as wrong beforehand: of many at once, only so many get past. */
    private synchronized String begin(String who, String place) {
        var key = rightBefore.containsKey(place) ? place : who;
        long now = nanoTime.getAsLong();
        var count = counts.get(key);
        int wrong = count == null || now - count.last() > MEMORY.toNanos() ? 0 : count.wrong();
        if (wrong >= free && count.next() - now > 0) throw tooMany(count.next() - now);
        counts.put(key, new Count(wrong + 1, now, now + pause(wrong + 1)));
        return key;
    }

    private long pause(int wrong) {
        if (wrong < free) return 0;
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(wrong - free, 4));
        return Math.min(pause.toNanos(), LONGEST_PAUSE.toNanos());
    }

    private static Problem tooMany(long nanos) {
        int seconds = (int) Duration.ofNanos(nanos).plusSeconds(1).minusNanos(1).toSeconds();
        return Problem.tooManyRequests(
                "too-many-tries", "Too many wrong tries; try again in " + seconds + " s.", seconds);
    }

    private synchronized void right(String key, String place) {
        counts.remove(key);
        rightBefore.put(place, true);
    }

    private synchronized void takeBack(String key) {
        counts.computeIfPresent(
                key,
                (same, count) -> count.wrong() == 1 ? null : new Count(count.wrong() - 1, count.last(), count.last()));
    }

    synchronized int size() {
        return counts.size() + rightBefore.size();
    }
}
