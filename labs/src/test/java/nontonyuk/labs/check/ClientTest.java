package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks how the client reads answers, whole and broken ones. */
class ClientTest {
    @AutoClose
    private ServerSocket server;

    private final Calls calls = new Calls();

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** The client's answer to these bytes of a server, which then closes the connection. */
    private Answer answer(String method, String bytes) {
        CompletableFuture.runAsync(() -> {
            try (var socket = server.accept()) {
                while (socket.getInputStream().read() != '\n'
                        || socket.getInputStream().available() > 0) {}
                socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            } catch (IOException e) {
                // The client is gone.
            }
        });
        return Client.to(server.getLocalPort(), calls).send(method, "/", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc"
            })
    void a_whole_answer_is_read_to_its_end(String bytes) {
        var answer = answer("GET", bytes);
        assertEquals("200 abc", answer.status() + " " + answer.text());
    }

    @Test
    void the_answer_to_head_has_no_body() {
        var answer = answer("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: \"a\"\r\n\r\n");
        assertEquals(
                "200 3 \"a\"", answer.status() + " " + answer.header("content-length") + " " + answer.header("etag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
                "nonsense\r\n\r\n"
            })
    void a_broken_answer_has_the_status_0_and_a_reason(String bytes) {
        var answer = answer("GET", bytes);
        assertEquals(0, answer.status());
        assertFalse(answer.text().isBlank());
    }

    @Test
    void without_an_answer_the_client_ends_the_connection_after_its_time() {
        var answer = Client.to(server.getLocalPort(), calls)
                .within(Duration.ofMillis(50))
                .get("/");
        assertEquals("0 no answer in 50 ms", answer.status() + " " + answer.text());
        assertTrue(calls.longest().isEmpty());
    }
}
