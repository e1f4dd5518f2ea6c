package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {
    private static final String ROUTE = "lib-common/src/main/java/nontonyuk/common/http/Route.java";
    private static final String SCHEMA = "sql/order/001_orders.sql";

    private SourceTree tree;
    private SourceTree other;

    @BeforeEach
    void make(@TempDir Path folder) {
        tree = new SourceTree(folder.resolve("my tree"));
        other = new SourceTree(folder.resolve("other"));
        tree.write(ROUTE, "record Route() {}".getBytes(UTF_8));
        tree.write(SCHEMA, "CREATE TABLE".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, SCHEMA, "gateway/src/main/resources/home.html", "auth/src/main/Note"})
    void sources_and_sql_files_are_course_files(String path) {
        assertTrue(SourceTree.isCourseFile(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order/pom.xml",
                "order/src/test/java/X.java",
                "labs/src/main/java/X.java",
                "sql/order/note.txt",
                "sql/order/old/001_orders.sql",
                "sql/test/001_things.sql",
                "order/src/main/../../../other.txt",
                "order/src/main/.hidden",
                "order\\src\\main\\X.java",
                "order/src/main/a\\..\\..\\X.java",
                "/order/src/main/X.java",
                "order/src/main/"
            })
    void other_files_are_not(String path) {
        assertFalse(SourceTree.isCourseFile(path));
        assertThrows(IllegalArgumentException.class, () -> tree.write(path, new byte[0]));
    }

    @Test
    void a_tree_lists_its_course_files_and_nothing_else() throws IOException {
        Files.writeString(tree.root().resolve("sql/order/note.txt"), "");
        Files.writeString(tree.root().resolve("pom.xml"), "");
        assertEquals(Set.of(ROUTE, SCHEMA), tree.files());
    }

    @Test
    void a_copy_changes_adds_and_deletes_files() {
        other.write(ROUTE, "changed".getBytes(UTF_8));
        other.write("order/src/main/java/More.java", new byte[0]);
        assertEquals(Set.of(ROUTE, SCHEMA, "order/src/main/java/More.java"), tree.differences(other));

        tree.copyTo(other);

        assertEquals(Set.of(), tree.differences(other));
        assertEquals(tree.files(), other.files());
        assertEquals("record Route() {}", new String(other.read(ROUTE), UTF_8));
    }

    @Test
    void a_hash_knows_names_and_contents() {
        tree.copyTo(other);
        assertEquals(tree.hash(), other.hash());
        other.delete(SCHEMA);
        other.write("sql/order/002_orders.sql", tree.read(SCHEMA));
        assertNotEquals(tree.hash(), other.hash());
        tree.copyTo(other);
        other.write(SCHEMA, "CREATE TABLF".getBytes(UTF_8));
        assertNotEquals(tree.hash(), other.hash());
    }

    @Test
    void a_write_leaves_no_other_file() throws IOException {
        try (var files = Files.list(tree.root().resolve("sql/order"))) {
            assertEquals(1, files.count());
        }
    }
}
