package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import nontonyuk.common.http.Router;
import nontonyuk.common.service.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets a property of the process")
class PortOwnerTest {
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows needs a bash for it")
    void a_service_on_a_taken_port_names_the_program_that_has_it() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertEquals("port " + port + " is taken by another program; stop that, or set another port", start(port));
            System.setProperty("nontonyuk.root", "..");
            var owner = "pid " + ProcessHandle.current().pid() + " (java)";
            assertEquals("port %d is taken by %s; stop that, or set another port".formatted(port, owner), start(port));
        } finally {
            System.clearProperty("nontonyuk.root");
        }
    }

    private static String start(int port) {
        return assertThrows(
                        Settings.Invalid.class,
                        () -> Service.start("test", Settings.of(Map.of()), port, new Router(null)))
                .getMessage();
    }
}
