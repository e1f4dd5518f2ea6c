package nontonyuk.gateway.docs;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nontonyuk.common.problem.Problem;
import org.junit.jupiter.api.Test;

/** Compares the texts of problems with the codes in the sources of all services. */
class ProblemTextsTest {
    private static final List<ProblemType> TEXTS = ProblemTypes.texts();
    private final CodesInSources sources = new CodesInSources();

    ProblemTextsTest() throws IOException {}

    @Test
    void every_code_is_explained_and_no_other() {
        var inSources = sources.problems.keySet();
        assertTrue(inSources.containsAll(Set.of("seat-taken", "{service}-timeout")));
        assertEquals(inSources, codes());
        assertEquals(inSources.size(), TEXTS.size(), "each code is explained once");
    }

    private static Set<String> codes() {
        return TEXTS.stream().map(ProblemType::code).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_fault_of_a_field_is_explained_with_invalid_requests_and_no_other() {
        assertTrue(sources.faults.containsAll(Set.of("required", "too-long")));
        for (var type : TEXTS) {
            var explained =
                    type.faults().stream().map(ProblemType.Fault::code).collect(Collectors.toCollection(TreeSet::new));
            var wanted = type.code().equals("invalid-request") ? sources.faults : Set.of();
            assertEquals(wanted, explained, type.code());
            assertEquals(explained.size(), type.faults().size(), "each code is explained once");
        }
    }

    @Test
    void the_status_is_one_that_the_problem_has() {
        int compared = 0;
        for (var type : TEXTS) {
            var statuses = sources.problems.getOrDefault(type.code(), Set.of());
            if (statuses.isEmpty()) continue; // the factory method knows the status
            assertTrue(statuses.contains(type.status().intValue()), type.code() + " is " + statuses);
            compared++;
        }
        assertTrue(compared > TEXTS.size() - 10, "compared " + compared);
    }

    @Test
    void the_title_is_the_one_that_the_problem_has() {
        for (var type : TEXTS) {
            var words = type.of("movie").code().replace('-', ' ');
            var title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
            assertEquals(title, type.of("movie").title());
        }
    }

    @Test
    void the_texts_are_whole_sentences_and_no_two_say_the_same() {
        var seen = new HashSet<String>();
        for (var type : TEXTS) {
            for (var text : List.of(type.what(), type.why(), type.whatToDo()))
                assertTrue(text.matches("[A-Z].*\\."), type.code() + ": " + text);
            assertTrue(seen.add(type.what()), type.code());
        }
    }

    @Test
    void a_text_that_is_missing_is_noticed_when_they_are_read() {
        var refused =
                assertThrows(Problem.class, () -> new ProblemType("a-code", null, "A code", "What.", " ", null, null));
        var fields = refused.faults().stream().map(Problem.Fault::field).toList();
        assertEquals(List.of("status", "why", "what_to_do"), fields);
    }
}
