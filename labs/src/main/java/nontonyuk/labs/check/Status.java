package nontonyuk.labs.check;

import java.util.Locale;

/** The result of a property, or of a whole check. */
public enum Status {
    PASS,
    FAIL,
    /** A property that needs another one, which does not hold. */
    NOT_TRIED,
    /** It counts neither way: a load was not seen at work, or the checker itself could not work. */
    INCONCLUSIVE,
    /** The work does not compile or does not start, so nothing was tried. */
    ERROR;

    /** Such as {@code not_tried}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
