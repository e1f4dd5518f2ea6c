package nontonyuk.auth;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nontonyuk.common.Background;
import nontonyuk.common.http.Handler;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import org.mindrot.jbcrypt.BCrypt;

/**
 * Hashes passwords and checks them, by bcrypt. That is nothing but CPU time, on purpose, so it runs on two threads of
 * its own with a short queue before them: however many log in at once, the rest of the service stays quick.
 */
final class Passwords {
    private static final int SHORTEST = 8;

    /** bcrypt looks no further; without this bound all longer passwords that begin alike are one. */
    private static final int LONGEST_BYTES = 72;

    private static final System.Logger LOG = System.getLogger("passwords");
    private static final Pattern HASH = Pattern.compile("\\$2[aby](\\$(0[4-9]|[12][0-9]|30)\\$[./A-Za-z0-9]{53})");
    private static final int THREADS = 2;
    private static final int QUEUE = 16;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), Background.threads("bcrypt"));
    private final int cost;
    private final String nobodysHash;

    /** {@code cost} is the logarithm of the work: one more takes twice the time. */
    Passwords(int cost) {
        this.cost = cost;
        // A salt of that cost makes the work; 31 letters stand where the result would.
        this.nobodysHash = BCrypt.gensalt(cost) + "x".repeat(31);
    }

    /** The rules for a password that somebody chooses. */
    static void check(Check check, String field, String password) {
        check.present(field, password);
        if (password == null) return;
        check.that(
                password.codePointCount(0, password.length()) >= SHORTEST,
                field,
                "too-short",
                "must have at least " + SHORTEST + " characters");
        check.that(fits(password), field, "too-long", "must have at most " + LONGEST_BYTES + " bytes in UTF-8");
        check.that(isText(password), field, "bad-character", "must not have the character NUL or halves of characters");
        check.that(
                !CommonPasswords.contain(password),
                field,
                "too-common",
                "is one of the passwords that everybody tries first");
    }

    private static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    /**
     * False for what bcrypt would take for another password: it repeats a short one with a NUL between, and a half of a
     * character becomes a question mark.
     */
    private static boolean isText(String password) {
        return password.codePoints()
                .noneMatch(letter -> letter == 0 || Character.getType(letter) == Character.SURROGATE);
    }

    String hash(String password) {
        return run(() -> BCrypt.hashpw(password, BCrypt.gensalt(cost)));
    }

    /**
     * A hash that no password has, and that costs the same to check as one that is made today. One of another cost does
     * tell by its time that there is an account, until its owner logs in and it is {@link #renewed}.
     */
    String nobodysHash() {
        return nobodysHash;
    }

    /**
     * Does the work in any case, and then says no to what nobody could have registered with: a quick no would be as
     * telling as a yes to a password that only begins like the right one.
     */
    boolean match(String password, String hash) {
        var readable = readable(hash);
        boolean matches = run(() -> BCrypt.checkpw(password, readable));
        return matches && fits(password) && isText(password);
    }

    /** jBCrypt knows {@code $2a$} alone; {@code $2b$} and {@code $2y$} mean the same here. */
    private String readable(String hash) {
        var form = HASH.matcher(hash);
        if (form.matches()) return "$2a" + form.group(1);
        LOG.log(System.Logger.Level.WARNING, "a stored hash is not bcrypt's: nobody gets in by it");
        return nobodysHash;
    }

    /**
     * What to store for a password in the place of its hash, where that has another cost than is set now. Nothing while
     * too many wait: a later login will do.
     */
    Optional<String> renewed(String password, String hash) {
        if (Integer.parseInt(hash.substring(4, 6)) == cost) return Optional.empty();
        try {
            return Optional.of(hash(password));
        } catch (Problem tooBusy) {
            return Optional.empty();
        }
    }

    /**
     * The same handler, before which all are turned away while the queue is full: whoever can't be served must not cost
     * a query first.
     */
    Handler before(Handler handler) {
        return request -> {
            if (threads.getQueue().remainingCapacity() == 0) throw tooBusy();
            return handler.handle(request);
        };
    }

    private <T> T run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (RejectedExecutionException e) {
            throw tooBusy();
        }
    }

    private static Problem tooBusy() {
        return Problem.unavailable("too-busy", "Too many are logging in; try again.", 1);
    }
}
