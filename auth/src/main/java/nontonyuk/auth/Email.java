package nontonyuk.auth;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What we take for an email address, and its one spelling by which the database knows it. */
final class Email {
    static final int LONGEST = 254;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Z}\\p{C}]");

    private Email() {}

    /** The same text for every way of writing the same address. */
    static String normal(String given) {
        // Letters can come in one piece or as a letter and its accent, which look the same.
        return Normalizer.normalize(given.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** Only the form is looked at: whether mail arrives there, nothing but a mail can tell. */
    static boolean isOne(String email) {
        var sides = email.split("@", -1);
        if (sides.length != 2 || sides[0].isEmpty() || INVISIBLE.matcher(email).find()) {
            return false;
        }
        var domain = List.of(sides[1].split("\\.", -1));
        return domain.size() > 1 && !domain.contains("");
    }
}
