package nontonyuk.labs.course;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The texts of the commands in both languages. */
final class CourseTextsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}|labs/\\w+|make (?:run|order|build)|--\\w+");

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    @Test
    void both_languages_have_the_same_keys_placeholders_and_commands() {
        var english = Texts.in("en").properties();
        var indonesian = Texts.in("id").properties();
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(indonesian.stringPropertyNames()));
        for (var key : english.stringPropertyNames())
            assertEquals(placeholders(english.getProperty(key)), placeholders(indonesian.getProperty(key)), key);
    }

    @Test
    void a_text_without_its_values_is_noticed() {
        assertThrows(IllegalArgumentException.class, () -> Texts.in("en").of("no-such-key"));
    }
}
