package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree of five small modules stands for the real one. */
class CompilerTest {
    private static final String SEATS = "order/src/main/java/nontonyuk/order/Seats.java";

    private SourceTree tree;
    private Compiler compiler;

    @BeforeEach
    void makeTree(@TempDir Path folder) throws IOException {
        tree = new SourceTree(folder.resolve("a tree"));
        write("lib-common/src/main/java/nontonyuk/common/Words.java", """
                package nontonyuk.common;

                public final class Words {
                    public static String hello(String name) {
                        return "hello " + name;
                    }
                }
                """);
        for (var service : List.of("Auth", "Movie", "Order", "Gateway")) {
            var name = service.toLowerCase();
            write(
                    "NAME/src/main/java/nontonyuk/NAME/SERVICEService.java"
                            .replace("NAME", name)
                            .replace("SERVICE", service),
                    """
                    package nontonyuk.NAME;

                    import nontonyuk.common.Words;

                    public final class SERVICEService {
                        public static void main(String[] args) throws Exception {
                            System.out.println(Words.hello("NAME"));
                            System.out.println(SERVICEService.class.getResource("/sql/NAME") != null);
                            System.out.println(new String(SERVICEService.class.getResourceAsStream("note.txt").readAllBytes()));
                        }
                    }
                    """.replace("NAME", name).replace("SERVICE", service));
            write(name + "/src/main/resources/nontonyuk/" + name + "/note.txt", "a note");
        }
        write("sql/order/001_orders.sql", "SELECT 1;\n");
        compiler = new Compiler(Files.createDirectories(folder.resolve("libraries")), folder.resolve("cache"));
    }

    @Test
    void a_jar_starts_and_finds_its_classes_resources_and_sql_files() throws Exception {
        var jar = compiler.compile(tree).of("order");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-jar", jar.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals(
                List.of("hello order", "true", "a note"),
                new String(process.getInputStream().readAllBytes(), UTF_8)
                        .lines()
                        .toList());
    }

    @Test
    void only_the_module_that_changed_is_compiled_again() throws IOException {
        var first = compiler.compile(tree);
        write(SEATS, "package nontonyuk.order;\nfinal class Seats {}\n");
        var second = compiler.compile(tree);
        assertNotEquals(first.of("order"), second.of("order"));
        assertEquals(first.of("movie"), second.of("movie"));
        write("lib-common/src/main/java/nontonyuk/common/More.java", "package nontonyuk.common;\nclass More {}\n");
        assertNotEquals(first.of("movie"), compiler.compile(tree).of("movie"));
    }

    @Test
    void an_sql_file_is_a_part_of_the_jar() {
        var first = compiler.compile(tree).of("order");
        write("sql/order/002_more.sql", "SELECT 2;\n");
        assertNotEquals(first, compiler.compile(tree).of("order"));
    }

    @Test
    void errors_of_all_services_have_a_file_and_a_line() {
        write(SEATS, "package nontonyuk.order;\nfinal class Seats {\n    int free = \"all\";\n}\n");
        write("movie/src/main/java/nontonyuk/movie/Films.java", "package nontonyuk.movie;\nfinal class Films {");
        var faults =
                assertThrows(CompileFailure.class, () -> compiler.compile(tree)).faults();
        assertEquals(
                List.of(
                        new CompileFailure.Fault(
                                "movie/src/main/java/nontonyuk/movie/Films.java",
                                2,
                                "reached end of file while parsing",
                                ""),
                        new CompileFailure.Fault(
                                SEATS, 3, "incompatible types: String cannot be converted to int", "")),
                faults);
    }

    @Test
    void a_misspelled_member_gets_a_hint() {
        write(SEATS, """
                package nontonyuk.order;

                final class Seats {
                    void claim(java.util.List<String> seats) {
                        expireOther(seats, 1);
                        nontonyuk.common.Words.helo("you");
                        elsewhere();
                    }

                    void expireOthers(java.util.List<String> seats, long order) {}
                }
                """);
        var faults =
                assertThrows(CompileFailure.class, () -> compiler.compile(tree)).faults();
        assertEquals(
                List.of(
                        "5 cannot find symbol: expireOther(List<String>,int), expireOthers(java.util.List<String>,long)",
                        "6 cannot find symbol: helo(String), hello(String)",
                        "7 cannot find symbol: elsewhere(), "),
                faults.stream()
                        .map(fault -> fault.line() + " " + fault.text() + ", " + fault.similar())
                        .toList());
    }

    @Test
    void a_warning_is_an_error_for_the_strict_compiler_only() {
        write(SEATS, """
                package nontonyuk.order;

                final class Seats {
                    Object all = (java.util.List<String>) new Object();
                    java.util.List<String> some = (java.util.List<String>) all;
                }
                """);
        compiler.compile(tree);
        var failure = assertThrows(CompileFailure.class, () -> compiler.strict().compile(tree));
        assertTrue(
                failure.getMessage().contains("unchecked cast; required: List<String>; found: Object"),
                failure.getMessage());
    }

    private void write(String path, String text) {
        tree.write(path, text.getBytes(UTF_8));
    }
}
