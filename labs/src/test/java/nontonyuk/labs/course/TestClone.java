package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small clone with two labs: 07 takes the body of {@code Seats.claim}, and 01 that of {@code Route.match}. */
final class TestClone {
    static final String SEATS = "order/src/main/java/nontonyuk/order/Seats.java";
    static final String ROUTE = "lib-common/src/main/java/nontonyuk/common/Route.java";
    static final Student ANI = new Student("ani", "if3230");

    final Path root;

    TestClone(Path folder) {
        this.root = folder.resolve("a clone");
        write(
                SEATS,
                "package nontonyuk.order;\n\nfinal class Seats {\n    boolean claim() {\n        return true;\n    }\n}\n");
        write(
                ROUTE,
                "package nontonyuk.common;\n\nfinal class Route {\n    int match() {\n        return 1;\n    }\n}\n");
        write("sql/order/001_orders.sql", "CREATE TABLE orders (id INT);\n");
        write("order/src/test/java/ATest.java", "not a course file\n");
        exercise("07-last-seat", 7, "The last seat", "\"most\": {\"from\": 2, \"to\": 5}");
        write(
                "labs/exercises/07-last-seat/starter/order/Seats.java",
                "package nontonyuk.order;\n\nfinal class Seats {\n    boolean claim() {\n        return $most$ > 9; // TODO\n    }\n}\n");
        exercise("01-routes", 1, "Routes", "");
        write(
                "labs/exercises/01-routes/starter/lib-common/Route.java",
                "package nontonyuk.common;\n\nfinal class Route {\n    int match() {\n        return 0; // TODO\n    }\n}\n");
    }

    private void exercise(String id, int number, String title, String parameters) {
        var folder = "labs/exercises/" + id + "/";
        write(folder + "lab.json", """
                {"number": %d, "name": "%s", "title": {"en": "%s", "id": "Judul"}, "week": 4, "minutes": 150,
                 "yours": ["order"], "checks": "X", "parameters": {%s}, "settings": {},
                 "tasks": [{"id": 1, "points": 80}, {"id": "own", "points": 20}], "starter_fails": [], "story": ""}
                """.formatted(number, id.substring(3), title, parameters));
        write(folder + "README.md", "# " + title + "\n\nAt most {most} seats.\n\n## Questions\n\n1. Why?\n");
        write(folder + "README.id.md", "# Judul\n\nPaling banyak {most} kursi.\n\n## Pertanyaan\n\n1. Mengapa?\n");
        write(
                folder + "hints.md",
                "# Hints\n\n## Task 1\n\n1. Look.\n   Twice.\n2. Think.\n\n## Task own\n\n1. Count.\n");
        write(folder + "hints.id.md", "# Petunjuk\n\n## Tugas 1\n\n1. Lihat.\n");
    }

    void write(String path, String text) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String path) {
        return Files.exists(root.resolve(path));
    }

    /** Whether a file below the folder has this text. */
    boolean hasText(String folder, String text) {
        if (!has(folder)) return false;
        try (var files = Files.walk(root.resolve(folder))) {
            for (var file : files.filter(Files::isRegularFile).toList())
                if (Files.readString(file).contains(text)) return true;
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceTree tree() {
        return new SourceTree(root);
    }

    Exercise lab(String number) {
        return Exercise.find(root.resolve("labs/exercises"), number);
    }

    Workspace workspace() {
        var workspace = new Workspace(root);
        workspace.recover();
        return workspace;
    }

    Work.Facts facts(String lab) {
        return new Work(root.resolve("labs/mine/" + lab)).facts();
    }

    /** What a command printed, and its exit code. */
    record Outcome(int code, String text) {}

    Outcome lab(Machine machine, String... args) {
        var out = new ByteArrayOutputStream();
        int code = Lab.run(root, machine, Map.of("LANG", "en_US.UTF-8"), new PrintStream(out, true, UTF_8), args);
        return new Outcome(code, out.toString(UTF_8).replace("\r\n", "\n"));
    }
}
