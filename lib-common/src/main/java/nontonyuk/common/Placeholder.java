package nontonyuk.common;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises a value that comes from an example, such as {@code change-me}. An attacker knows it too. */
final class Placeholder {
    private static final Pattern EXAMPLE = Pattern.compile(
            "(change|replace|ganti)(me|this|it|with|ini|saya|aku)|placeholder|example|password|passwd|(your|insert|enter)(a|own|my|the)*(secret|key|token|value)");

    /** Words that people put around a placeholder. The rest of a real secret has more letters than these. */
    private static final Pattern FILLERS = Pattern.compile("super|top|very|strong|long|my|our|your|own|the|this|some"
            + "|random|generated?|choose|create|not|real|for|development|production|staging|secret|secure|key|token|value|string|text|test|demo|default|dummy|local|prod|put|insert|enter"
            + "|fill|here|please|now|todo|fixme|none|null|admin|root|qwerty|letmein|welcome|nontonyuk|abcdef|fedcba"
            + "|0123456789|1234567890|123456789|12345678|1234567|123456|987654321");

    private static final int MIN_DISTINCT = 6;

    private Placeholder() {}

    /** Whether it is the word of {@code .env.example}, in any spelling. */
    static boolean isChangeMe(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").equals("changeme");
    }

    /** Whether a secret is made of well-known words, of its own name, or of a few characters again and again. */
    static boolean isIn(String secret, String name) {
        var letters = secret.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
        if (EXAMPLE.matcher(letters).find()) return true;
        var ownName = name.toLowerCase(Locale.ROOT).replace('_', '|');
        var rest = FILLERS.matcher(letters.replaceAll(ownName, "")).replaceAll("");
        return rest.chars().distinct().count() < MIN_DISTINCT;
    }
}
