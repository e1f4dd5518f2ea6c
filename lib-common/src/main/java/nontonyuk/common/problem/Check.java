package nontonyuk.common.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects every fault of a request body, so that the caller hears of all of them at once. The constructor of a request
 * record makes one, asks it about each field, and calls {@link #done} last.
 */
public final class Check {
    private final List<Problem.Fault> faults = new ArrayList<>();

    /** A text that must be there: stripped, of 1 to {@code most} characters, without control characters. */
    public String text(String field, String value, int most) {
        if (value == null || value.isBlank()) {
            fault(field, "required", "must be given and not be blank");
            return value;
        }
        return optionalText(field, value.strip(), most);
    }

    /** A text that may be missing, and is then {@code null}. */
    public String optionalText(String field, String value, int most) {
        if (value == null) return null;
        that(
                value.codePointCount(0, value.length()) <= most,
                field,
                "too-long",
                "must have at most " + most + " characters");
        that(
                value.codePoints().noneMatch(Check::isUnprintable),
                field,
                "bad-character",
                "must not have control characters or halves of characters");
        return value;
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.SURROGATE || (type == Character.CONTROL && codePoint != '\n');
    }

    /** A whole number that must be there. */
    public void number(String field, Long value, long least, long most) {
        if (value == null) {
            fault(field, "required", "must be given");
        } else {
            optionalNumber(field, value, least, most);
        }
    }

    /** A whole number that may be missing. */
    public void optionalNumber(String field, Long value, long least, long most) {
        that(
                value == null || (value >= least && value <= most),
                field,
                "out-of-range",
                "must be from " + least + " to " + most);
    }

    /** Any value that must be there. */
    public void present(String field, Object value) {
        that(value != null, field, "required", "must be given");
    }

    /** Any other rule. */
    public void that(boolean holds, String field, String code, String message) {
        if (!holds) fault(field, code, message);
    }

    private void fault(String field, String code, String message) {
        faults.add(new Problem.Fault(field, code, message));
    }

    /** Throws the 422 that names every fault, if there was one. */
    public void done() {
        if (!faults.isEmpty()) throw Problem.invalid(faults);
    }
}
