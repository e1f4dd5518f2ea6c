package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "on Windows a reader makes .env by hand")
final class MakeEnvTest {
    private static final String EXAMPLE = """
            # A "change-me" gets a random value.
            DB_PORT=13306
            KEY=change-me
            SECRET_2=change-me
            #OFF=change-me
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void copyScript() throws IOException {
        Files.createDirectory(folder.resolve("labs"));
        for (var script : new String[] {"labs/make-env.sh", "labs/settings.sh"})
            Files.copy(Script.ROOT.resolve(script), folder.resolve(script));
        Files.writeString(folder.resolve(".env.example"), EXAMPLE);
    }

    @Test
    void where_there_is_none_it_is_made_with_random_secrets() throws IOException {
        assertEquals("made .env with random secrets\n", run());

        var made = Files.readAllLines(env());
        var pattern = "# A \"change-me\" gets a random value.;DB_PORT=13306;KEY=[0-9a-f]{48};"
                + "SECRET_2=[0-9a-f]{48};#OFF=change-me";
        assertTrue(String.join(";", made).matches(pattern), made.toString());
        assertNotEquals(made.get(2).split("=")[1], made.get(3).split("=")[1]);
        assertEquals("", run(), "a second run changes nothing");
        assertEquals(made, Files.readAllLines(env()));
    }

    @Test
    void an_example_with_line_ends_of_windows_gives_the_same() throws IOException {
        Files.writeString(folder.resolve(".env.example"), EXAMPLE.replace("\n", "\r\n"));
        assertEquals("made .env with random secrets\n", run());
        assertFalse(Files.readString(env()).matches("(?s).*(=change-me\nD|\r).*"), Files.readString(env()));
        assertTrue(Files.readString(env()).matches("(?s).*\nKEY=[0-9a-f]{48}\n.*"), Files.readString(env()));
        Files.writeString(env(), "KEY=my own\r\n");
        assertEquals("added to .env, each with a random value: SECRET_2\n", run());
    }

    @Test
    void an_older_one_gets_the_secrets_that_it_lacks_and_keeps_the_rest() throws IOException {
        var old = "# mine\nKEY=my own\n#SECRET_2=not set\nSECRET_22=another";
        Files.writeString(env(), old);

        assertEquals("added to .env, each with a random value: SECRET_2\n", run());

        var now = Files.readString(env());
        assertTrue(now.startsWith(old + "\n"), now);
        assertTrue(now.substring(old.length() + 1).matches("SECRET_2=[0-9a-f]{48}\n"), now);
        assertEquals("", run());
        assertEquals(now, Files.readString(env()));
    }

    @Test
    void all_that_are_added_are_named_in_one_line() throws IOException {
        Files.writeString(env(), "DB_PORT=13307\n");

        assertEquals("added to .env, each with a random value: KEY SECRET_2\n", run());

        var now = Files.readString(env());
        assertTrue(now.matches("DB_PORT=13307\nKEY=[0-9a-f]{48}\nSECRET_2=[0-9a-f]{48}\n"), now);
    }

    @Test
    void what_is_there_in_any_spelling_is_left_alone() throws IOException {
        Files.writeString(env(), " KEY = mine\nSECRET_2=\nSECRET_2=too\n");

        assertEquals("", run());
        assertEquals(" KEY = mine\nSECRET_2=\nSECRET_2=too\n", Files.readString(env()));
    }

    @Test
    void an_empty_line_is_filled_where_it_stands() throws IOException {
        Files.writeString(env(), "KEY=\nDB_PORT=\n SECRET_2 = \r\n# the end\n");

        assertEquals("added to .env, each with a random value: KEY SECRET_2\n", run());

        var now = Files.readString(env());
        var pattern = "KEY=[0-9a-f]{48}\nDB_PORT=\n SECRET_2 =[0-9a-f]{48}\n# the end\n";
        assertTrue(now.matches(pattern), now);
        assertEquals("", run());
    }

    @Test
    void a_placeholder_is_replaced_in_any_spelling() throws IOException {
        Files.writeString(env(), "\uFEFFexport KEY = \"Change Me\" # soon\r\nDB_PORT=1\nSECRET_2=<change_me>\n");

        assertEquals("added to .env, each with a random value: KEY SECRET_2\n", run());

        var now = Files.readString(env());
        assertTrue(now.matches("\uFEFFexport KEY =[0-9a-f]{48}\nDB_PORT=1\nSECRET_2=[0-9a-f]{48}\n"), now);
        assertEquals("", run());
    }

    private Path env() {
        return folder.resolve(".env");
    }

    private String run() {
        var outcome = Script.run(folder, Map.of(), "bash", "labs/make-env.sh");
        assertEquals(0, outcome.code(), outcome.text());
        return outcome.text();
    }
}
