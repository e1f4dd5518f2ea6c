package nontonyuk.labs.check;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The options of a check.
 *
 * @param seed draws names and order; the same seed sends the same requests
 * @param only the ids of the properties to run; empty: all
 * @param all whether each failure is shown in full, not only the first
 * @param rounds multiplies the rounds of each property
 * @param lang {@code en} or {@code id}
 */
public record Options(String seed, Set<String> only, boolean all, int rounds, String lang) {
    public Options {
        seed = seed == null || seed.isBlank() ? newSeed() : seed;
        only = only == null ? Set.of() : Set.copyOf(only);
        rounds = Math.max(1, rounds);
        lang = Messages.language(lang, System.getenv());
    }

    /** All properties once, with a new seed, in the language of the terminal. */
    public static Options usual() {
        return new Options(null, Set.of(), false, 1, null);
    }

    private static String newSeed() {
        return "%08x".formatted(ThreadLocalRandom.current().nextInt());
    }
}
