package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;

/** Sends bytes as they are, and returns the answer as raw text. Each character is one byte (ISO 8859-1). */
public final class RawClient {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final int port;
    private final Calls calls;

    RawClient(int port, Calls calls) {
        this.port = port;
        this.calls = calls;
    }

    /** The head and the body of the first answer; an empty text without an answer in ten seconds. */
    public String send(String request) {
        try (var call = calls.begin(request.lines().findFirst().orElse(""), port, LIMIT)) {
            call.socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var answer = AnswerReader.read(call.socket, request.split(" ", 2)[0]);
            return answer.head() + new String(answer.body(), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
