package nontonyuk.labs.check;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the texts of all labs, and how their placeholders are filled. */
class MessagesTest {
    private static final int LONGEST_SENTENCE = 20;

    /** The texts of one lab, or of the checker itself, in both languages. */
    record Pair(String name, Properties english, Properties indonesian) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Pair> pairs() throws IOException {
        var pairs = new ArrayList<Pair>();
        pairs.add(new Pair("checker", Messages.read("messages.properties"), Messages.read("messages_id.properties")));
        var exercises = Path.of("exercises");
        if (!Files.isDirectory(exercises)) return pairs;
        try (var labs = Files.newDirectoryStream(exercises, "[0-9]*")) {
            for (var lab : labs)
                pairs.add(new Pair(
                        lab.getFileName().toString(),
                        Messages.read(lab.resolve("messages.properties")),
                        Messages.read(lab.resolve("messages_id.properties"))));
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void both_languages_have_the_same_texts_and_placeholders(Pair pair) {
        var english = new TreeSet<>(pair.english.stringPropertyNames());
        english.removeIf(key -> key.endsWith(".look") && !key.startsWith("label."));
        assertFalse(english.isEmpty());
        assertEquals(english, new TreeSet<>(pair.indonesian.stringPropertyNames()));
        for (var key : english)
            assertEquals(
                    Messages.placeholders(pair.english.getProperty(key)),
                    Messages.placeholders(pair.indonesian.getProperty(key)),
                    key);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void each_failure_says_what_it_means_in_short_sentences(Pair pair) throws IOException {
        var machine = pairs().get(0).english;
        for (var key : pair.english.stringPropertyNames()) {
            if (key.endsWith(".came")) {
                var means = key.replace(".came", ".means");
                assertTrue(pair.english.containsKey(means) || machine.containsKey(means), means);
            }
            if (!key.endsWith(".means")) continue;
            for (var sentence : pair.english.getProperty(key).split("(?<=[.?!:;]) "))
                assertTrue(sentence.split(" ").length <= LONGEST_SENTENCE, key + ": " + sentence);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "id, , en_US.UTF-8, id",
        "en, id, id_ID.UTF-8, en",
        ", id, en_US.UTF-8, id",
        ", , id_ID.UTF-8, id",
        ", , idle, en",
        ", , C, en",
        ", , , en"
    })
    void the_language_is_the_one_that_was_asked_for_or_the_terminals(
            String asked, String lab, String lang, String language) {
        var environment = new HashMap<String, String>();
        environment.put("LAB_LANG", lab);
        environment.put("LANG", lang);
        assertEquals(language, Messages.language(asked, environment));
    }

    @Test
    void placeholders_are_filled_and_the_own_text_of_a_lab_wins(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("messages.properties"), """
                sold = {seats} cost {price} at {{id}}, {missing}
                points = my {score}
                only-english = here
                """);
        Files.writeString(folder.resolve("messages_id.properties"), "sold = {seats} seharga {price}\n");
        var english = Messages.of(folder, "en");
        var values = Map.of("seats", List.of("C7", "C8"), "price", 1.25, "score", 3, "max", 9);
        assertEquals("C7 C8 cost 1.3 at {id}, {missing}", english.text("sold", values));
        assertEquals("my 3", english.text("points", values));
        assertEquals("labs/lab hint gives a hint", english.text("hint"));
        var indonesian = Messages.of(folder, "id");
        assertEquals("C7 C8 seharga 1,3", indonesian.text("sold", values));
        assertEquals("here", indonesian.text("only-english"));
        assertEquals("labs/lab hint memberi petunjuk", indonesian.text("hint"));
    }
}
