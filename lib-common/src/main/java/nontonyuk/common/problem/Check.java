package nontonyuk.common.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects every fault of a request body, so that the answer names all of them. The constructor of a request record
 * creates a {@code Check}, checks each field, and calls {@link #done} at the end.
 */
public final class Check {
    private final List<Problem.Fault> faults = new ArrayList<>();

    /** Checks a required text of 1 to {@code max} characters, and returns it without spaces at both ends. */
    public String text(String field, String value, int max) {
        boolean isGiven = value != null && !value.isBlank();
        that(isGiven, field, "required", "must be given and not be blank");
        return isGiven ? optionalText(field, value.strip(), max) : value;
    }

    /** Checks a text that may be {@code null}. It may not have control characters, except line breaks. */
    public String optionalText(String field, String value, int max) {
        if (value == null) return null;
        int length = value.codePointCount(0, value.length());
        that(length <= max, field, "too-long", "must have at most " + max + " characters");
        boolean isPrintable = value.codePoints().noneMatch(Check::isUnprintable);
        that(isPrintable, field, "bad-character", "must not have control characters or unpaired surrogates");
        return value;
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.SURROGATE || (type == Character.CONTROL && codePoint != '\n');
    }

    public void number(String field, Long value, long min, long max) {
        present(field, value);
        optionalNumber(field, value, min, max);
    }

    /** Checks a whole number that may be {@code null}. */
    public void optionalNumber(String field, Long value, long min, long max) {
        boolean isInRange = value == null || (value >= min && value <= max);
        that(isInRange, field, "out-of-range", "must be from " + min + " to " + max);
    }

    public void present(String field, Object value) {
        that(value != null, field, "required", "must be given");
    }

    /** Checks any other rule; {@code message} continues a sentence that begins with the field. */
    public void that(boolean holds, String field, String code, String message) {
        if (!holds) faults.add(new Problem.Fault(field, code, message));
    }

    /** Throws a 422 with every fault, unless there is none. */
    public void done() {
        if (!faults.isEmpty()) throw Problem.invalid(faults);
    }
}
