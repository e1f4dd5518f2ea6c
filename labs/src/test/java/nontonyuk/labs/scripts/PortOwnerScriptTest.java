package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nontonyuk.labs.doctor.Doctor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The owner of a port, where {@code ps} shows the command of another clone. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
final class PortOwnerScriptTest {
    @TempDir
    private Path folder;

    private String run(String command, String... program) throws IOException {
        var clone = folder.resolve("my clone");
        Files.createDirectories(clone.resolve("labs"));
        Files.writeString(clone.resolve("labs/port-owner.sh"), "");
        executable(
                "ps",
                "case $* in *command=*) echo \""
                        + command.replace("CLONE", clone.toString()).replace("HERE", Script.ROOT.toString())
                        + "\" ;; *) echo java ;; esac");
        executable("readlink", "echo '" + clone + "'");
        try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = "" + server.getLocalPort();
            var settings = Map.of("PATH", folder + ":" + System.getenv("PATH"), "GATEWAY_PORT", port);
            if (program.length > 0) return Script.run(settings, program).text();
            return Script.run(settings, "labs/port-owner.sh", port).text();
        }
    }

    private void executable(String name, String line) throws IOException {
        Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        assertTrue(folder.resolve(name).toFile().setExecutable(true));
    }

    @ParameterizedTest
    @CsvSource({
        "java -Xmx64m -Dnontonyuk.root=CLONE -jar auth/target/auth.jar, true",
        "java -jar order/target/order.jar, true",
        "/x/mariadbd --no-defaults --datadir=CLONE/data/mariadb/data --port=1, true",
        "java -Xmx64m -Dnontonyuk.root=HERE -jar auth/target/auth.jar, false",
        "java -Dnontonyuk.root=/gone -jar auth/target/auth.jar, false",
        "/x/mariadbd --datadir=HERE/data/mariadb/data, false",
        "/x/mariadbd --datadir=/var/lib/mysql, false",
        "java -jar server.jar, false",
        "python3 -m http.server, false"
    })
    void another_clone_is_named_and_this_one_and_a_stranger_are_not(String command, boolean isOther)
            throws IOException {
        var owner = "pid " + ProcessHandle.current().pid() + " (java)";
        var clone = isOther ? " of the clone " + folder + "/my clone" : "";
        assertEquals(owner + clone + "\n", run(command));
    }

    @Test
    void the_doctor_names_another_clone_instead_of_its_passwords() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var text = run(
                "java -Dnontonyuk.root=CLONE -jar gateway/target/gateway.jar",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Doctor.class.getName());
        assertTrue(text.contains("WRONG  another clone of Nonton Yuk, " + folder + "/my clone, has the ports "), text);
        assertFalse(text.contains("database"), text);
        assertFalse(text.contains("PAYMENT_KEY is"), text);
    }
}
