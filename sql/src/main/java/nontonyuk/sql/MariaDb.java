package nontonyuk.sql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program files of a MariaDB server, and the command lines for them. */
record MariaDb(Path binary, Path systemTables) {

    /** The server that the build unpacked, or else an installed one. */
    static MariaDb find() throws IOException, InterruptedException {
        var places = new ArrayList<Path>();
        Repository.sqlFolder().ifPresent(sql -> places.add(sql.resolve("target/mariadb/bin")));
        for (var place : System.getenv("PATH").split(File.pathSeparator)) places.add(Path.of(place));
        // Debian installs it here, which is not on the PATH of an ordinary user.
        places.add(Path.of("/usr/sbin"));
        return find(places);
    }

    /** The first server that starts on this machine. */
    static MariaDb find(List<Path> places) throws IOException, InterruptedException {
        var reasons = new ArrayList<String>();
        for (var place : places) {
            for (var name : List.of("mariadbd", "mariadbd.exe", "mysqld.exe")) {
                var binary = place.resolve(name);
                if (!Files.isRegularFile(binary)) continue;
                binary = binary.toRealPath();
                var script = systemTables(binary.getParent().getParent());
                if (script.isEmpty()) continue;
                var reason = failureOf(executable(binary));
                if (reason.isEmpty()) return new MariaDb(binary, script.get());
                reasons.add("\n  " + binary + " can't start here: " + reason.get());
            }
        }
        throw new DatabaseFailure("neither the build nor the PATH has a MariaDB that starts on this machine: install"
                + " MariaDB, or set AUTH_DB_URL, MOVIE_DB_URL and ORDER_DB_URL to your own MySQL"
                + String.join("", reasons));
    }

    /** The error message of a server that does not start: some Linux systems lack one of its libraries. */
    private static Optional<String> failureOf(Path binary) throws InterruptedException {
        var program = new ProcessBuilder(binary.toString(), "--no-defaults", "--version");
        try {
            var process = program.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(output);
        } catch (IOException e) {
            return Optional.of(e.getMessage()); // the program is for another system
        }
    }

    /** The script that creates the tables of the server itself; version 11 has another name for it. */
    private static Optional<Path> systemTables(Path base) {
        return Stream.of("share", "share/mysql", "share/mariadb")
                .flatMap(share -> Stream.of(share + "/mariadb", share + "/mysql"))
                .map(brand -> base.resolve(brand + "_system_tables.sql"))
                .filter(Files::exists)
                .findFirst();
    }

    /** An archive made by Java has no file modes, so this sets the mode. */
    private static Path executable(Path binary) throws IOException {
        if (!Files.isExecutable(binary) && !binary.toFile().setExecutable(true)) {
            throw new DatabaseFailure(binary + " is not executable");
        }
        return binary;
    }

    /** Creates the data of an empty server; {@code script} is the file with {@link #bootstrapScript}. */
    ProcessBuilder bootstrap(Path data, Path script) {
        return program(data, "--bootstrap").redirectInput(script.toFile());
    }

    /**
     * The system tables without any account. MariaDB's own script creates root users without a password, and one of
     * them can log in over TCP.
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

    /** Runs the statements of {@code script}, and then serves the data. */
    ProcessBuilder serve(Path data, int port, Path script) {
        return program(
                data,
                "--init-file=" + script,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // No Unix socket: its path has a limit of about a hundred characters, and two servers can't share it.
                "--socket=",
                // Without it, 127.0.0.1 is also localhost, and a client could use the accounts of that host.
                "--skip-name-resolve",
                "--max-connections=300",
                "--character-set-server=utf8mb4");
    }

    private ProcessBuilder program(Path data, String... more) {
        var command = new ArrayList<>(List.of(binary.toString(), "--no-defaults"));
        command.add("--datadir=" + data);
        // A server deletes the files in its temporary folder when it starts, so no two servers share one.
        command.add("--tmpdir=" + data);
        command.add("--basedir=" + binary.getParent().getParent());
        command.add("--lc-messages-dir=" + systemTables.getParent());
        command.add("--console");
        // Without it, the server needs ten seconds to make a certificate.
        command.add("--skip-ssl");
        command.add("--innodb-buffer-pool-size=64M");
        command.add("--innodb-log-file-size=16M");
        command.add("--innodb-log-buffer-size=2M");
        // Caches for MyISAM and Aria tables, which we do not have; the defaults are 128 MB each.
        command.add("--key-buffer-size=1M");
        command.add("--aria-pagecache-buffer-size=8M");
        if (System.getProperty("user.name").equals("root")) command.add("--user=root");
        // Older versions than 11 report 5.5.5, and then the driver sends no fractions of a second.
        if (systemTables.endsWith("mysql_system_tables.sql")) command.add("--version=5.7.19-MariaDB");
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }
}
