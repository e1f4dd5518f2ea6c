package nontonyuk.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nontonyuk.common.Background;
import nontonyuk.common.http.Handler;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Nfc;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.trace.Span;
import org.mindrot.jbcrypt.BCrypt;

/**
 * Hashes and verifies passwords with bcrypt. It is slow on purpose and uses only CPU time. So it runs on two threads of
 * its own with a short queue, and many logins do not slow down the rest of the service. Callers use it outside of
 * transactions, so no row is locked meanwhile.
 */
final class Passwords {
    private static final int MIN_LENGTH = 8;

    /** bcrypt ignores all further bytes, so two longer passwords with the same start would be the same. */
    private static final int MAX_BYTES = 72;

    /** The thousand most common passwords of at least eight characters, which an attacker tries first. */
    private static final Set<String> COMMON = readCommon();

    private static final System.Logger LOG = System.getLogger("passwords");
    private static final Pattern HASH = Pattern.compile("\\$2[aby](\\$(0[4-9]|[12][0-9]|30)\\$[./A-Za-z0-9]{53})");
    private static final int THREADS = 2;
    private static final int QUEUE = 16;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), Background.threads("bcrypt"));
    private final int cost;
    private final String dummyHash;

    /** {@code cost} is the binary logarithm of the work: a cost of one more doubles the time. */
    Passwords(int cost) {
        this.cost = cost;
        // The salt with its cost makes the work; the 31 letters replace the result.
        this.dummyHash = BCrypt.gensalt(cost) + "x".repeat(31);
    }

    static void check(Check check, String field, String typed) {
        check.present(field, typed);
        if (typed == null) return;
        var password = prepared(typed);
        check.that(
                password.codePointCount(0, password.length()) >= MIN_LENGTH,
                field,
                "too-short",
                "must have at least " + MIN_LENGTH + " characters");
        check.that(fits(password), field, "too-long", "must have at most " + MAX_BYTES + " bytes in UTF-8");
        boolean isPrintable = isText(password) && password.chars().noneMatch(Character::isISOControl);
        check.that(isPrintable, field, "bad-character", "must not have control characters or half a character");
        check.that(!isCommon(password), field, "too-common", "is one of the thousand most common passwords");
    }

    /**
     * The password that a typed text means (RFC 8265 §4.2): all spaces are equal, and é is one character. Keyboards
     * differ in both.
     */
    static String prepared(String typed) {
        return Nfc.of(typed.replaceAll("\\p{Zs}", " "));
    }

    /** The prepared form first. Older hashes are of the text as it was typed, which was often decomposed. */
    private static Stream<String> forms(String typed) {
        return Stream.of(prepared(typed), typed, Normalizer.normalize(typed, Normalizer.Form.NFD))
                .distinct();
    }

    /** Ignores case: a common password in capital letters is common too. */
    static boolean isCommon(String password) {
        return COMMON.contains(password.toLowerCase(Locale.ROOT));
    }

    private static Set<String> readCommon() {
        try (var file = Passwords.class.getResourceAsStream("common-passwords.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /**
     * False for text that bcrypt confuses with another password. It treats "a" and "a", NUL, "a" as the same, and half
     * a character as a question mark.
     */
    private static boolean isText(String password) {
        return password.codePoints()
                .noneMatch(letter -> letter == 0 || Character.getType(letter) == Character.SURROGATE);
    }

    String hash(String password) {
        return run(() -> BCrypt.hashpw(prepared(password), BCrypt.gensalt(cost)));
    }

    /**
     * A hash of no password, for an unknown account. Checking it takes the same time as checking a new hash. A hash of
     * another cost takes another time, which reveals the account. The next login renews that hash ({@link #rehash}).
     */
    String dummyHash() {
        return dummyHash;
    }

    /** Runs bcrypt first, and then refuses a password that breaks the rules: all wrong passwords take the same time. */
    boolean match(String typed, String hash) {
        var readable = readable(hash);
        return forms(typed)
                .anyMatch(password ->
                        run(() -> BCrypt.checkpw(password, readable)) && fits(password) && isText(password));
    }

    /** jBCrypt reads only {@code $2a$}; {@code $2b$} and {@code $2y$} mean the same here. */
    private String readable(String hash) {
        var form = HASH.matcher(hash);
        if (form.matches()) return "$2a" + form.group(1);
        LOG.log(System.Logger.Level.WARNING, "a stored password hash is not valid; its account can't log in");
        return dummyHash;
    }

    /** A new hash for a password whose hash has an old cost. Nothing while the queue is full: a later login does it. */
    Optional<String> rehash(String password, String hash) {
        if (Integer.parseInt(hash.substring(4, 6)) == cost) return Optional.empty();
        try {
            return Optional.of(hash(password));
        } catch (Problem tooBusy) {
            return Optional.empty();
        }
    }

    /** Wraps a handler: while the queue is full, it refuses requests before they cost a query. */
    Handler limited(Handler handler) {
        return request -> {
            if (threads.getQueue().remainingCapacity() == 0) throw tooBusy();
            return handler.handle(request);
        };
    }

    private <T> T run(Supplier<T> work) {
        var span = Span.begin(Span.Kind.BCRYPT, "bcrypt, cost " + cost);
        try (span) {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (RejectedExecutionException e) {
            throw tooBusy();
        }
    }

    private static Problem tooBusy() {
        return Problem.unavailable("too-busy", "Too many logins at once; try again.", 1);
    }
}
