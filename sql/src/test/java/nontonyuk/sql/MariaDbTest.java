package nontonyuk.sql;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Checks which server of a machine is chosen. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers are scripts of the shell")
class MariaDbTest {
    private static final String LACKS_LIBRARY =
            "#!/bin/sh\necho 'libcrypt.so.1: cannot open shared object file' >&2\nexit 127\n";
    private static final String LACKS_LOADER = "#!/lib64/no-such-loader\n";
    private static final String STARTS =
            "#!/bin/sh\n[ \"$*\" = '--no-defaults --version' ] && echo 'Ver 11.4.5-MariaDB'\n";

    @TempDir
    private Path folder;

    /** Writes a program as a server; returns its folder. */
    private Path server(String name, String program) throws IOException {
        var base = folder.toRealPath().resolve(name);
        Files.createDirectories(base.resolve("share"));
        Files.createFile(base.resolve("share/mariadb_system_tables.sql"));
        var bin = Files.createDirectory(base.resolve("bin"));
        Files.writeString(bin.resolve("mariadbd"), program);
        return bin;
    }

    @Test
    void the_first_that_starts_is_taken() throws Exception {
        var unpacked = server("unpacked", STARTS);
        var installed = server("installed", STARTS);
        var found = MariaDb.find(List.of(folder, unpacked, installed));
        assertEquals(unpacked.resolve("mariadbd"), found.binary());
    }

    @Test
    void one_that_cannot_start_is_passed_over() throws Exception {
        var lacking = server("lacking", LACKS_LIBRARY);
        var foreign = server("foreign", LACKS_LOADER);
        var installed = server("installed", STARTS);
        var found = MariaDb.find(List.of(lacking, foreign, installed));
        assertEquals(installed.resolve("mariadbd"), found.binary());
    }

    @Test
    void where_none_starts_each_reason_is_told() throws Exception {
        var lacking = server("lacking", LACKS_LIBRARY);
        var failure = assertThrows(DatabaseFailure.class, () -> MariaDb.find(List.of(lacking)));
        assertTrue(
                failure.getMessage()
                        .endsWith("/lacking/bin/mariadbd can't start here:"
                                + " libcrypt.so.1: cannot open shared object file"),
                failure.getMessage());
    }
}
