package nontonyuk.common;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers as people write them in a path, a query or a setting: ASCII digits, in one spelling. */
public final class WholeNumber {
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,18}");

    private WholeNumber() {}

    /** The number of {@code text}, or nothing unless it is from {@code min} to {@code max}. */
    public static OptionalLong parse(String text, long min, long max) {
        if (text == null || !DIGITS.matcher(text).matches()) return OptionalLong.empty();
        try {
            long number = Long.parseLong(text);
            return number < min || number > max ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException e) { // 19 digits can be more than a long holds
            return OptionalLong.empty();
        }
    }
}
