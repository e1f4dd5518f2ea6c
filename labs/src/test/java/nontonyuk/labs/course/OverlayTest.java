package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nontonyuk.common.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {
    private static final String FILE = "order/src/main/java/nontonyuk/order/booking/Seats.java";
    private static final String SCHEMA = "sql/order/001_seats.sql";
    private static final String MAIN = """
            package nontonyuk.order.booking;

            import java.util.List;
            import java.util.Set;

            /** The seats, {@code {all}} of them. */
            public final class Seats {
                private static final int MOST = 10; // for one order

                private final   long id; // keeps   its blanks

                Seats(long id) {
                    this.id = id;
                }

                /** A seat. */
                record Seat(char row, int number) {
                    Seat {
                        if (number < 1) throw new IllegalArgumentException();
                    }

                    String name() {
                        return "" + row + number;
                    }
                }

                /** Claims seats. */
                // as the database has it
                boolean claim(List<Seat> seats) {
                    return seats.size() < MOST;
                }

                boolean claim(Seat... seats) {
                    return claim(List.of(seats));
                }

                /** Nobody calls it. */
                static void free() {}

                Set<Seat> taken() { return Set.of(); }
            }
            """;

    private Path lab;
    private SourceTree tree;

    @BeforeEach
    void makeTree(@TempDir Path folder) {
        lab = folder.resolve("07-seats");
        tree = new SourceTree(folder);
        tree.write(FILE, MAIN.getBytes(UTF_8));
        tree.write(SCHEMA, "CREATE TABLE seats (seat VARCHAR(4) PRIMARY KEY);\n".getBytes(UTF_8));
    }

    @Test
    void a_method_is_known_by_the_types_of_its_parameters() {
        apply("""
                final class Seats {
                    boolean claim(List< Seat > wanted) {
                        return true;
                    }
                }
                """);
        assertChanged("""
                boolean claim(List<Seat> seats) {
                        return seats.size() < MOST;
                """, """
                boolean claim(List< Seat > wanted) {
                        return true;
                """);
    }

    @Test
    void a_method_with_variable_arguments_is_known() {
        apply("final class Seats { boolean claim(Seat... none) { return false; } }");
        assertChanged("""
                boolean claim(Seat... seats) {
                        return claim(List.of(seats));
                    }
                """, "boolean claim(Seat... none) { return false; }\n");
    }

    @Test
    void a_field_and_a_constructor_are_replaced() {
        apply("""
                final class Seats {
                    private static final int MOST = $most$; // drawn

                    Seats(long id) {
                        this.id = -id;
                    }
                }
                """);
        assertEquals(
                MAIN.replace("MOST = 10; // for one order", "MOST = 3; // drawn")
                        .replace("= id", "= -id"),
                text());
    }

    @Test
    void members_of_a_nested_type_are_replaced_and_a_compact_constructor_too() {
        apply("""
                final class Seats {
                    record Seat(char row, int number) {
                        Seat {}

                        String name() {
                            return row + "-" + number;
                        }
                    }
                }
                """);
        assertEquals(MAIN.replace("""
                        Seat {
                                    if (number < 1) throw new IllegalArgumentException();
                                }
                        """, "Seat {}\n").replace("\"\" + row + number", "row + \"-\" + number"), text());
    }

    @Test
    void a_compact_constructor_is_another_one_than_a_constructor_without_parameters() {
        tree.write(
                FILE,
                "record Seats(int number) {\n    Seats() {\n        this(1);\n    }\n\n    Seats {}\n}\n"
                        .getBytes(UTF_8));
        apply("record Seats(int number) {\n    Seats { number++; }\n}\n");
        assertEquals(
                "record Seats(int number) {\n    Seats() {\n        this(1);\n    }\n\n    Seats { number++; }\n}\n",
                text());
    }

    @Test
    void the_javadoc_of_main_stays_and_a_comment_of_the_lab_follows_it() {
        apply("""
                final class Seats {
                    // TODO lab 07: claim the seats.
                    boolean claim(List<Seat> seats) {
                        return seats.size() < MOST;
                    }
                }
                """);
        assertChanged("as the database has it\n", "as the database has it\n    // TODO lab 07: claim the seats.\n");
    }

    @Test
    void a_javadoc_of_the_lab_replaces_that_of_main() {
        apply("""
                final class Seats {
                    /** Claims none. */
                    boolean claim(List<Seat> seats) {
                        return seats.size() < MOST;
                    }
                }
                """);
        assertChanged("/** Claims seats. */\n    // as the database has it", "/** Claims none. */");
    }

    @Test
    void a_member_is_removed_with_its_javadoc() {
        apply("""
                final class Seats {
                    // without: free()
                    // without: claim(Seat...)

                    // without: claim( List<Seat> )
                    record Seat(char row, int number) {
                        // without: name()
                    }
                }
                """);
        assertEquals(MAIN.replace("""

                            /** Claims seats. */
                            // as the database has it
                            boolean claim(List<Seat> seats) {
                                return seats.size() < MOST;
                            }

                            boolean claim(Seat... seats) {
                                return claim(List.of(seats));
                            }
                        """, "").replace("""

                            /** Nobody calls it. */
                            static void free() {}
                        """, "").replace("""

                                String name() {
                                    return "" + row + number;
                                }
                        """, ""), text());
    }

    @Test
    void a_new_member_and_a_new_type_stand_at_the_end_of_their_type() {
        apply("""
                final class Seats {
                    record Seat(char row, int number) {
                        // new
                        static final int FIRST = 1;
                    }

                    // new
                    /** Something new. */
                    record Hall(int rows) {
                        int seats() {
                            return rows * 10;
                        }
                    }

                    /** Something else. */
                    // new
                    void add() {}
                }
                """);
        assertEquals(
                MAIN.replace("number;\n        }\n", "number;\n        }\n\n        static final int FIRST = 1;\n")
                        .replace("""
                            Set<Seat> taken() { return Set.of(); }
                        """, """
                            Set<Seat> taken() { return Set.of(); }

                            /** Something new. */
                            record Hall(int rows) {
                                int seats() {
                                    return rows * 10;
                                }
                            }

                            /** Something else. */
                            void add() {}
                        """),
                text());
    }

    @Test
    void a_type_without_a_body_gets_a_member() {
        tree.write(FILE, "record Seats(int number) {}\n".getBytes(UTF_8));
        apply("record Seats(int number) {\n    // new\n    void add() {}\n}\n");
        assertEquals("record Seats(int number) {\n    void add() {}\n}\n", text());
    }

    @Test
    void a_record_gets_other_components_when_it_is_removed_and_added() {
        apply("""
                final class Seats {
                    // without: Seat
                    // new
                    record Seat(String name) {}
                }
                """);
        assertTrue(text().endsWith("\n\n    record Seat(String name) {}\n}\n"));
        assertEquals(1, text().split("record Seat", -1).length - 1);
    }

    @Test
    void missing_imports_are_added_in_their_place() {
        apply("""
                package nontonyuk.order.booking;

                import static java.util.Map.entry;

                import java.util.ArrayList;
                import java.util.Set;
                import java.util.Map;
                import java.util.TreeSet;

                final class Seats {
                    private final   long id; // keeps   its blanks
                }
                """);
        assertChanged("""

                import java.util.List;
                import java.util.Set;
                """, """

                import static java.util.Map.entry;

                import java.util.ArrayList;
                import java.util.List;
                import java.util.Map;
                import java.util.Set;
                import java.util.TreeSet;
                """);
    }

    @Test
    void the_line_ends_of_main_stay() {
        tree.write(FILE, MAIN.replace("\n", "\r\n").getBytes(UTF_8));
        apply("final class Seats {\r\n    static void free() {\n        new Seats(1);\r\n    }\n}\n");
        assertEquals(
                MAIN.replace("free() {}", "free() {\n        new Seats(1);\n    }")
                        .replace("\n", "\r\n"),
                text());
    }

    @Test
    void a_member_that_main_lacks_is_named() {
        var failure = assertFails("final class Seats { boolean claim(Set<Seat> seats) { return true; } }");
        assertTrue(failure.contains("07-seats/starter/order/booking/Seats.java"), failure);
        assertTrue(failure.contains("Seats.claim(Set<Seat>): main has no such member"), failure);
        assertTrue(failure.contains("there is claim(List<Seat>)"), failure);
    }

    @Test
    void a_nested_type_that_main_lacks_is_named() {
        var failure = assertFails("final class Seats { record Hall(int rows) {} }");
        assertTrue(failure.contains("Seats.Hall: main has no such member"), failure);
    }

    @Test
    void a_member_to_remove_that_main_lacks_is_named() {
        var failure = assertFails("final class Seats {\n    // without: frei()\n}\n");
        assertTrue(failure.contains("Seats.frei(): main has no such member to remove; there is free()"), failure);
    }

    @Test
    void a_new_member_that_main_has_is_named() {
        var failure = assertFails("final class Seats {\n    // new\n    static void free() {}\n}\n");
        assertTrue(failure.contains("Seats.free(): main has it already"), failure);
    }

    @Test
    void a_record_with_other_components_is_named() {
        var failure = assertFails("final class Seats { record Seat(int row, int number) {} }");
        assertTrue(failure.contains("Seats.Seat: main's record has other components"), failure);
    }

    @Test
    void a_syntax_error_has_a_file_and_a_line() {
        var failure = assertFails("final class Seats {\n    int a = ;\n}\n");
        assertTrue(failure.contains("booking/Seats.java:2: illegal start of expression"), failure);
    }

    @Test
    void an_unknown_parameter_is_named() {
        var failure = assertFails("final class Seats { private static final int MOST = $least$; }");
        assertTrue(failure.contains("there is no parameter $least$"), failure);
    }

    @Test
    void a_file_that_is_no_course_file_is_refused() {
        write("starter/order.java", "class Order {}");
        assertFails();
    }

    @Test
    void a_file_that_main_lacks_is_copied_whole() {
        write("starter/lib-common/http/Route.java", "record Route(int $word$) {}");
        write("starter/sql/order/002_more.sql", "SELECT 1;\n");
        write("starter/expect.txt", "1.2 sold-twice\n");
        apply();
        assertEquals("record Route(int kilat) {}", text("lib-common/src/main/java/nontonyuk/common/http/Route.java"));
        assertEquals("SELECT 1;\n", text("sql/order/002_more.sql"));
    }

    @Test
    void an_sql_file_is_replaced_whole_if_main_has_not_changed() {
        write("starter/" + SCHEMA, "CREATE TABLE seats (seat VARCHAR(4));\n");
        write("whole.txt", Sha256.hex(text(SCHEMA).getBytes(UTF_8)) + "  " + SCHEMA + "\n");
        apply();
        assertEquals("CREATE TABLE seats (seat VARCHAR(4));\n", text(SCHEMA));

        var failure = assertFails(); // main is another one now
        assertTrue(failure.contains("starter/" + SCHEMA + ": main's " + SCHEMA + " has changed"), failure);
    }

    @Test
    void an_sql_file_without_a_fingerprint_is_refused() {
        write("starter/" + SCHEMA, "");
        assertTrue(assertFails().contains("write into whole.txt"));
    }

    @Test
    void one_file_that_does_not_fit_changes_none() {
        write("starter/lib-common/First.java", "class First {}");
        assertFails("final class Seats { int unknown; }");
        assertTrue(!tree.has("lib-common/src/main/java/nontonyuk/common/First.java"));
        assertEquals(MAIN, text());
    }

    @Test
    void a_folder_without_files_is_refused() throws IOException {
        Files.createDirectories(lab.resolve("starter"));
        assertFails();
    }

    private void apply(String seats) {
        write("starter/order/booking/Seats.java", seats);
        apply();
    }

    private void apply() {
        Overlay.read(lab.resolve("starter"), Map.of("most", "3", "word", "kilat"))
                .applyTo(tree);
    }

    private String assertFails(String seats) {
        write("starter/order/booking/Seats.java", seats);
        return assertFails();
    }

    private String assertFails() {
        return assertThrows(OverlayFailure.class, this::apply).getMessage().replace('\\', '/');
    }

    /** All but this text is as before. */
    private void assertChanged(String old, String next) {
        assertTrue(MAIN.contains(old), "the test looks for a text that main lacks");
        assertEquals(MAIN.replace(old, next), text());
    }

    private String text() {
        return text(FILE);
    }

    private String text(String path) {
        return new String(tree.read(path), UTF_8);
    }

    private void write(String path, String text) {
        try {
            var file = lab.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
