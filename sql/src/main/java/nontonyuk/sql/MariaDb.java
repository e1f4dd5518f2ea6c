package nontonyuk.sql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The binaries of a MariaDB server, and how to call them. */
record MariaDb(Path binary, Path systemTables) {

    /** Those that the build unpacked, else those that are installed. */
    static MariaDb find() throws IOException {
        var places = new ArrayList<Path>();
        Repository.sqlFolder().ifPresent(sql -> places.add(sql.resolve("target/mariadb/bin")));
        for (var place : System.getenv("PATH").split(File.pathSeparator)) places.add(Path.of(place));
        // Debian's place for it, which is not on an ordinary user's PATH.
        places.add(Path.of("/usr/sbin"));
        return find(places);
    }

    /** The first that starts on this machine. */
    static MariaDb find(List<Path> places) throws IOException {
        var reasons = new ArrayList<String>();
        for (var place : places) {
            for (var name : List.of("mariadbd", "mariadbd.exe", "mysqld.exe")) {
                var binary = place.resolve(name);
                if (!Files.isRegularFile(binary)) continue;
                binary = binary.toRealPath();
                var script = systemTables(binary.getParent().getParent());
                if (script.isEmpty()) continue;
                var reason = whyNot(executable(binary));
                if (reason.isEmpty()) return new MariaDb(binary, script.get());
                reasons.add("\n  " + binary + " can't start here: " + reason.get());
            }
        }
        throw new DatabaseServer.Failure(
                "neither the build nor the PATH has a MariaDB that starts on this machine: install"
                        + " MariaDB, or set AUTH_DB_URL, MOVIE_DB_URL and ORDER_DB_URL to your own MySQL"
                        + String.join("", reasons));
    }

    /** What it says where it can't start: some Linuxes lack a library that it was built against. */
    private static Optional<String> whyNot(Path binary) {
        var program = new ProcessBuilder(binary.toString(), "--no-defaults", "--version");
        try {
            var process = program.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
        } catch (IOException e) {
            return Optional.of(e.getMessage()); // it was built for another system
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseServer.Failure("the start of the database was interrupted");
        }
    }

    /** The script that makes the server's own tables; version 11 gave it another name. */
    private static Optional<Path> systemTables(Path base) {
        return Stream.of("share", "share/mysql", "share/mariadb")
                .flatMap(share -> Stream.of(share + "/mariadb", share + "/mysql"))
                .map(brand -> base.resolve(brand + "_system_tables.sql"))
                .filter(Files::exists)
                .findFirst();
    }

    /** An archive made by Java doesn't carry the mode of its files. */
    private static Path executable(Path binary) throws IOException {
        if (!Files.isExecutable(binary) && !binary.toFile().setExecutable(true)) {
            throw new DatabaseServer.Failure(binary + " is not executable");
        }
        return binary;
    }

    /** Makes the data of an empty server, reading {@link #bootstrapScript} from a file. */
    ProcessBuilder bootstrap(Path data, Path script) {
        return program(data, "--bootstrap").redirectInput(script.toFile());
    }

    /**
     * The system tables, and no account at all: the script would make several root users without a password, of which
     * one can log in over TCP.
     */
    String bootstrapScript() throws IOException {
        var rows = systemTables.toString().replace(".sql", "_data.sql");
        return """
                CREATE DATABASE mysql;
                USE mysql;
                %s
                %s
                DELETE FROM mysql.global_priv WHERE User = 'root';
                DELETE FROM mysql.proxies_priv;
                """.formatted(Files.readString(systemTables), Files.readString(Path.of(rows)));
    }

    /** Serves the data, once the statements of {@code script} are done. */
    ProcessBuilder serve(Path data, int port, Path script) {
        return program(
                data,
                "--init-file=" + script,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // Over TCP only: a socket's path is limited to some hundred characters, and two
                // servers may not share it.
                "--socket=",
                // Else 127.0.0.1 is also called localhost, and the accounts of that name are within
                // reach.
                "--skip-name-resolve",
                "--max-connections=300",
                "--character-set-server=utf8mb4");
    }

    private ProcessBuilder program(Path data, String... more) {
        var command = new ArrayList<>(List.of(binary.toString(), "--no-defaults"));
        command.add("--datadir=" + data);
        // In a folder that servers share, one that starts sweeps out what the others use.
        command.add("--tmpdir=" + data);
        command.add("--basedir=" + binary.getParent().getParent());
        command.add("--lc-messages-dir=" + systemTables.getParent());
        command.add("--console");
        // Without it the server spends ten seconds on a certificate.
        command.add("--skip-ssl");
        command.add("--innodb-buffer-pool-size=64M");
        command.add("--innodb-log-file-size=16M");
        command.add("--innodb-log-buffer-size=2M");
        // For tables in MyISAM and Aria, which we have none of; their defaults are 128 MB each.
        command.add("--key-buffer-size=1M");
        command.add("--aria-pagecache-buffer-size=8M");
        if (System.getProperty("user.name").equals("root")) command.add("--user=root");
        // Before version 11 it calls itself 5.5.5, and the driver takes it for one without
        // fractions of a second.
        if (systemTables.endsWith("mysql_system_tables.sql")) command.add("--version=5.7.19-MariaDB");
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }
}
