package nontonyuk.labs.course;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudentTest {
    @TempDir
    private Path folder;

    private static Exercise lab(int number) {
        var parameters = new LinkedHashMap<String, Exercise.Parameter>();
        parameters.put("word", new Exercise.Parameter(null, null, List.of("kilat", "singkat", "ringkas")));
        parameters.put("most", new Exercise.Parameter(2, 5, null));
        var facts = new Exercise.Facts(number, "x", Map.of(), 1, 90, null, null, parameters, null, null, null, null);
        return new Exercise(Path.of("x"), facts);
    }

    @Test
    void the_numbers_of_a_student_stay_in_every_version() {
        var drawn = new Student("13521001", "if3230-2027").draw(lab(7));
        assertEquals(Map.of("word", "ringkas", "most", "4"), drawn);
    }

    @Test
    void students_courses_and_labs_draw_on_their_own_and_within_the_range() {
        var seen = new HashSet<Map<String, String>>();
        for (int i = 0; i < 200; i++) {
            var drawn = new Student("1352" + i, "if3230").draw(lab(7));
            assertTrue(List.of("2", "3", "4", "5").contains(drawn.get("most")), drawn.toString());
            seen.add(drawn);
        }
        assertEquals(3 * 4, seen.size(), "every pair comes up");
        assertNotEquals(many(student -> student.draw(lab(7))), many(student -> student.draw(lab(9))), "another lab");
        assertNotEquals(
                many(student -> student.draw(lab(7))),
                many(student -> new Student(student.id(), "other").draw(lab(7))),
                "another course");
    }

    private static List<Map<String, String>> many(Function<Student, Map<String, String>> draw) {
        return IntStream.range(0, 20)
                .mapToObj(i -> draw.apply(new Student("s" + i, "if3230")))
                .toList();
    }

    @Test
    void an_id_is_drawn_once_and_stays() {
        var first = Student.of(folder);
        assertEquals(first, Student.of(folder));
        assertTrue(first.id().matches("s[0-9a-f]{8}"), first.id());
    }

    @Test
    void a_damaged_file_is_not_replaced_by_another_id() throws Exception {
        Files.writeString(folder.resolve("me.json"), "{");
        assertEquals(
                "unreadable",
                assertThrows(Refusal.class, () -> Student.of(folder)).getMessage());
    }

    @Test
    void an_id_cannot_be_a_path() {
        for (var id : new String[] {"", "../x", "a/b", "a b", ".x", "x".repeat(41)})
            assertThrows(Refusal.class, () -> new Student(id, "if3230"), id);
    }
}
