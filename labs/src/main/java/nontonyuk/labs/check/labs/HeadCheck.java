package nontonyuk.labs.check.labs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import nontonyuk.labs.check.Answer;
import nontonyuk.labs.check.Trial;

/** HEAD has the head of GET and no body. The paths have no variable, so the property needs no other one. */
final class HeadCheck {
    private static final List<String> HEADERS = List.of(
            "content-type",
            "content-length",
            "etag",
            "cache-control",
            "gateway-cache-control",
            "x-content-type-options");
    private static final int PATIENCE_MS = 5_000;

    private HeadCheck() {}

    static void run(Trial trial) throws IOException {
        StoredMovie.drawn(trial);
        for (var path : List.of("/movies", "/studios", "/health/live", "/nowhere")) {
            var get = RoutesCheck.customer(trial).get(path);
            var head = RoutesCheck.customer(trial).send("HEAD", path, null);
            RoutesCheck.tell(trial, head, "" + get.status());
            if (head.status() != get.status()) RoutesCheck.wrong(trial, head, "head-refused");
            for (var name : HEADERS) expectSame(trial, head, name, get.header(name));
            int bytes = bodyOfHead(trial, path);
            if (bytes > 0) RoutesCheck.wrong(trial.tell("got", bytes), head, "head-with-body");
        }
    }

    private static void expectSame(Trial trial, Answer head, String name, String wanted) {
        var got = head.header(name);
        trial.tell("header", name).tell("wanted", shown(wanted)).tell("got", shown(got));
        if (!got.equals(wanted)) RoutesCheck.wrong(trial, head, "head-differs");
    }

    private static String shown(String value) {
        return value.isEmpty() ? "-" : value;
    }

    /** The bytes between the empty line and the end of the connection. */
    private static int bodyOfHead(Trial trial, String path) throws IOException {
        var request = "HEAD " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Authorization: Bearer " + trial.bench().token("ani") + "\r\n\r\n";
        try (var socket = new Socket("127.0.0.1", trial.bench().services().port("movie"))) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var answer = readAll(socket);
            return answer.length() - Math.max(0, answer.indexOf("\r\n\r\n") + 4);
        }
    }

    private static String readAll(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketTimeoutException e) {
            // The service keeps the connection open. What has come so far decides.
        }
        return bytes.toString(ISO_8859_1);
    }
}
