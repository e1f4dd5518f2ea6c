package nontonyuk.labs.system;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends the requests of the .http files in their order; each gets the status of its title. */
class HttpFilesIT {
    private static final List<String> FILES = List.of("auth", "movie", "order", "gateway");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\w+) = (.*)$");
    private static final Pattern STATUS = Pattern.compile("\\b[2345]\\d\\d\\b");

    @RegisterExtension
    static final RunningSystem system = RunningSystem.shared();

    private static final Map<String, String> found = new HashMap<>();

    @BeforeAll
    static void start() {
        found.put("admin_token", system.adminToken());
        var admin = system.client("gateway").as(found.get("admin_token"));
        await("movies", () -> admin.get("/api/showtimes?title=Inception").data().has(0));
    }

    @Test
    void each_request_gets_the_status_that_its_title_names_first() throws IOException {
        for (var service : FILES) {
            var parts = Files.readString(Path.of("http", service + ".http")).split("(?m)^### ");
            var variables = variables(parts[0]);
            assertTrue(parts.length > 5, service);
            for (var part : Arrays.copyOfRange(parts, 1, parts.length)) {
                variables.putAll(found);
                // Another test class of this system registers ani.
                send(service, filled(part, variables).replace("ani@", "reader@"));
            }
        }
    }

    /** The variables at the top of the file. Addresses become empty, so each request becomes a path. */
    private static Map<String, String> variables(String head) {
        var variables = new HashMap<String, String>();
        var matcher = VARIABLE.matcher(head);
        while (matcher.find()) {
            boolean isAddress = matcher.group(2).startsWith("http://127.0.0.1:80");
            variables.put(matcher.group(1), isAddress ? "" : matcher.group(2));
        }
        return variables;
    }

    private static String filled(String part, Map<String, String> variables) {
        return Pattern.compile("\\{\\{(\\w+)}}").matcher(part).replaceAll(variable -> variables.get(variable.group(1)));
    }

    private static void send(String service, String part) {
        var lines = part.strip().split("\n");
        var line = lines[1].split(" ");
        var client = system.client(service);
        var request = client.request(line[1]);
        int i = 2;
        for (; i < lines.length && !lines[i].isEmpty(); i++) {
            var header = lines[i].split(": ", 2);
            request.header(header[0], header[1]);
        }
        var body = String.join("\n", Arrays.copyOfRange(lines, i, lines.length)).strip();
        var answer = client.send(request.method(line[0], BodyPublishers.ofString(body)));
        var status = STATUS.matcher(lines[0]);
        assertTrue(status.find(), lines[0]);
        assertEquals(status.group(), "" + answer.status(), part + "\n" + answer.text());
        keep(line[0] + " " + line[1], answer);
    }

    /** Copies values of the answer into the variables, as a reader does by hand. */
    private static void keep(String request, TestClient.Answer answer) {
        if (answer.status() >= 400) return;
        switch (request) {
            case "POST /login", "POST /api/login", "POST /token/refresh" -> {
                found.put("token", answer.data().path("access_token").asText());
                found.put("refresh_token", answer.data().path("refresh_token").asText());
            }
            case "GET /me" -> found.put("user_id", answer.data().path("id").asText());
            case "GET /movies?q=Inception&page=1&per_page=5" ->
                found.put("movie_id", answer.data().at("/0/id").asText());
            case "GET /api/movies?q=Inception" -> found.put("etag", answer.header("ETag"));
            case "GET /showtimes?title=Inception" ->
                found.put("showtime_id", answer.data().at("/0/id").asText());
            case "POST /movies" -> {
                found.put("new_movie_id", answer.data().path("id").asText());
                found.put("new_showtime_id", answer.data().at("/schedule/0/id").asText());
            }
            case "POST /orders" -> {
                var id = answer.data().path("id").asText();
                found.put(found.containsKey("order_id") ? "other_order_id" : "order_id", id);
            }
            default -> {
                if (request.endsWith("/ticket"))
                    found.put("seat", answer.data().at("/tickets/0/seat").asText());
            }
        }
    }
}
