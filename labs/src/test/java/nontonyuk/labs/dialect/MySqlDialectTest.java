package nontonyuk.labs.dialect;

import static org.junit.jupiter.api.Assertions.*;

import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nontonyuk.labs.scripts.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every SQL statement of the project is one that MySQL 8 understands. The other tests run them on MariaDB. */
class MySqlDialectTest {
    private static final Pattern IN_JAVA = Pattern.compile("\"(?:\"\"\\s*)?" + JavaStatements.VERB);

    /** As {@code Migrations} splits its files. */
    private static final Pattern END = Pattern.compile(";\\s*(\\R|$)");

    /** The statement in a text that PREPARE gets: {@code CONCAT('ALTER TABLE … ', name, ' …')}. */
    private static final Pattern CONCAT = Pattern.compile("CONCAT\\(\\s*'([^']*)',\\s*\\w+,\\s*'([^']*)'\\)");

    private static final Pattern TEXT = Pattern.compile("'([^']*)'");

    private static List<Path> files(String ending, String... folders) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : folders) {
            try (var files = Files.walk(Script.ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(ending)).sorted().forEach(found::add);
            }
        }
        return found;
    }

    private static List<Path> javaFiles() throws IOException {
        return files(".java", "lib-common/src/main", "auth/src/main", "movie/src/main", "order/src/main");
    }

    /** The statements of a file, and those in its texts. */
    private static Set<String> statements(Path file) throws IOException {
        var statements = new LinkedHashSet<String>();
        for (var sql : END.split(Files.readString(file))) {
            if (sql.isBlank()) continue;
            statements.add(sql);
            var texts = TEXT.matcher(CONCAT.matcher(sql).replaceAll("'$1name$2'"));
            texts.results()
                    .map(text -> text.group(1))
                    .filter(JavaStatements::isSql)
                    .forEach(statements::add);
        }
        return statements;
    }

    private static Set<String> allStatements() throws IOException {
        var all = new LinkedHashSet<>(new JavaStatements(javaFiles()).statements());
        for (var file : files(".sql", "sql/auth", "sql/movie", "sql/order", "sql/audit")) all.addAll(statements(file));
        return all;
    }

    private static Map<String, MySql> parsed() throws IOException {
        var parsed = new LinkedHashMap<String, MySql>();
        for (var sql : allStatements()) parsed.put(sql, MySql.parse(sql));
        return parsed;
    }

    @Test
    void every_statement_is_one_of_mysql_8() throws IOException {
        var refused = new TreeMap<String, List<String>>();
        var parsed = parsed();
        parsed.forEach((sql, result) -> {
            if (!result.errors().isEmpty()) refused.put(sql, result.errors());
        });
        assertEquals(Map.of(), refused);
        System.out.println(parsed.size() + " statements");
    }

    /** A function that only one of the two servers has is a name like any other for the grammar. */
    @Test
    void every_function_collation_and_engine_is_one_that_both_servers_have() throws IOException {
        var functions = new TreeSet<String>();
        var names = new TreeSet<String>();
        for (var statement : parsed().values()) {
            functions.addAll(statement.functions());
            names.addAll(statement.all(MySqlParser.RULE_collationName));
            names.addAll(statement.all(MySqlParser.RULE_charsetName));
            names.addAll(statement.all(MySqlParser.RULE_engineRef));
        }
        assertEquals(Set.of("CONCAT", "FIND_IN_SET", "GREATEST"), functions);
        assertEquals(Set.of("InnoDB", "ascii", "ascii_bin", "utf8mb4", "utf8mb4_bin", "utf8mb4_unicode_520_ci"), names);
    }

    /** MySQL refuses it with the error 1093; MariaDB does not. */
    @Test
    void no_statement_changes_a_table_that_it_reads_in_a_subquery() throws IOException {
        for (var statement : parsed().entrySet()) {
            if (changesWhatItReads(statement.getValue())) fail(statement.getKey());
        }
        assertTrue(changesWhatItReads(MySql.parse("UPDATE a SET b = (SELECT MAX(b) FROM a)")));
        assertTrue(changesWhatItReads(MySql.parse("DELETE FROM a WHERE b IN (SELECT b FROM a)")));
    }

    private static boolean changesWhatItReads(MySql statement) {
        boolean isChange = !statement.all(MySqlParser.RULE_updateStatement).isEmpty()
                || !statement.all(MySqlParser.RULE_deleteStatement).isEmpty();
        var tables = statement.all(MySqlParser.RULE_tableRef);
        return isChange && new HashSet<>(tables).size() < tables.size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO movies (title) VALUES (?) RETURNING id",
                "DELETE FROM movies WHERE id = ? RETURNING title",
                "CREATE OR REPLACE TABLE movies (id BIGINT)",
                "CREATE TABLE movies (id UUID)",
                "CREATE TABLE movies (id INT AS (a) PERSISTENT)",
                "CREATE SEQUENCE numbers",
                "ALTER TABLE movies ADD COLUMN IF NOT EXISTS year INT",
                "DROP INDEX IF EXISTS movies_title ON movies",
                "SELECT title FROM movies FETCH FIRST 5 ROWS ONLY",
                "SET STATEMENT max_statement_time = 1 FOR SELECT 1",
                "EXECUTE IMMEDIATE 'SELECT 1'",
                "SELECT COUNT(*) AS rows FROM movies", // reserved in MySQL 8
                "SELECT \"title\" FROM movies"
            })
    void what_mysql_8_does_not_understand_is_refused(String sql) {
        assertNotEquals(List.of(), MySql.parse(sql).errors());
    }

    @Test
    void no_statement_in_the_java_sources_is_missed() throws IOException {
        var found = new JavaStatements(javaFiles());
        assertEquals(List.of(), found.missed());
        long inText = 0;
        for (var file : javaFiles())
            inText += IN_JAVA.matcher(Files.readString(file)).results().count();
        assertEquals(inText, found.literals());
        assertTrue(found.literals() > 100, found.literals() + " are too few");
    }
}
