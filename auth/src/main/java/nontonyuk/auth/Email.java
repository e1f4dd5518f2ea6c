package nontonyuk.auth;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Nfc;

/** The rules for an email address, and the one spelling that the database stores. */
final class Email {
    static final int MAX_LENGTH = 254;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Z}\\p{C}]");

    private Email() {}

    static String normal(String given) {
        return Nfc.of(given.strip().toLowerCase(Locale.ROOT));
    }

    /** Checks the form only. Only a mail could show that the address exists. */
    static boolean isValid(String email) {
        var sides = email.split("@", -1);
        if (sides.length != 2 || sides[0].isEmpty() || INVISIBLE.matcher(email).find()) {
            return false;
        }
        var domain = List.of(sides[1].split("\\.", -1));
        return domain.size() > 1 && !domain.contains("");
    }
}
