package nontonyuk.labs.dialect;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaStatementsTest {
    @Test
    void a_statement_of_several_texts_is_found_as_the_database_gets_it(@TempDir Path folder) throws IOException {
        var found = javaStatements(folder, """
                class Films {
                    static final String SELECT = "SELECT id" + " FROM films ";

                    void list(Database database, boolean isNew, int more) {
                        var sql = SELECT + (isNew ? "WHERE year > ?" : "WHERE year <= ?");
                        database.list(sql, 2000);
                        database.update("UPDATE films SET %s = ?".formatted("title"));
                        database.update("INSERT INTO films VALUES (?)" + ", (?)".repeat(more));
                        first(database, "year = 1");
                    }

                    void first(Database database, String condition) {
                        database.one(Films.SELECT + "WHERE " + condition + " LIMIT 1");
                    }
                }
                """);
        assertEquals(List.of(), found.missed());
        assertEquals(
                Set.of(
                        "SELECT id FROM films WHERE year > ?",
                        "SELECT id FROM films WHERE year <= ?",
                        "UPDATE films SET title = ?",
                        "INSERT INTO films VALUES (?)",
                        "INSERT INTO films VALUES (?), (?)",
                        "SELECT id FROM films WHERE year = 1 LIMIT 1"),
                found.statements());
    }

    @Test
    void a_statement_that_cannot_be_followed_is_missed(@TempDir Path folder) throws IOException {
        var found = javaStatements(folder, """
                class Films {
                    void list(Database database, Scanner scanner) {
                        database.list("SELECT id FROM " + scanner.next());
                        database.delete("DELETE /films");
                    }
                }
                """);
        assertEquals(1, found.missed().size(), found.missed().toString());
    }

    private static JavaStatements javaStatements(Path folder, String source) throws IOException {
        return new JavaStatements(List.of(Files.writeString(folder.resolve("Films.java"), source)));
    }
}
