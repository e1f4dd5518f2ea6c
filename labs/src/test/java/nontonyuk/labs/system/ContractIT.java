package nontonyuk.labs.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.contract.Contract;
import nontonyuk.labs.contract.Contract.Operation;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls each operation of {@code openapi.json} through the gateway, with good and bad input. */
class ContractIT {
    private static final Contract CONTRACT = Contract.read();

    @RegisterExtension
    static final RunningSystem system = RunningSystem.shared();

    private static String customer;
    private static String staff;
    private static String admin;

    /** The operations that have answered 2xx. */
    private final Set<String> done = new TreeSet<>();

    @BeforeAll
    static void start() {
        admin = system.adminToken();
        staff = system.staffToken();
        customer = system.token("ani@example.com");
    }

    private static TestClient gateway(String token) {
        return token == null
                ? system.client("gateway")
                : system.client("gateway").as(token);
    }

    /** Calls an operation; the answer must have that status. */
    private Answer ask(String token, int status, String operationId, String body, Object... path) {
        var operation = CONTRACT.operation(operationId);
        var target = operation.path();
        for (var part : path) target = target.replaceFirst("\\{\\w+}", "" + part);
        var answer = send(token, operation, target, body);
        assertEquals(status, answer.status(), operation + answer.text());
        if (status < 300) done.add(operationId);
        return answer;
    }

    private static Answer send(String token, Operation operation, String target, String body) {
        var client = gateway(token);
        if (body != null) return client.send(operation.method(), target, body);
        var request = client.request(target);
        return client.send(request.method(operation.method(), BodyPublishers.noBody()));
    }

    private Answer get(String token, String operationId, Object... path) {
        return ask(token, 200, operationId, null, path);
    }

    @Test
    void the_gateway_serves_the_document() throws Exception {
        assertEquals(
                Files.readString(Contract.FILE),
                gateway(null).get("/openapi.json").text());
    }

    @Test
    void each_operation_can_go_well_and_answers_as_described() {
        service();
        accounts();
        var showtime = movies();
        bookings(showtime);
        var all = CONTRACT.operations().stream()
                .map(operation -> operation.node().path("operationId").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, done);
    }

    private void service() {
        for (var id : List.of("openapi", "live", "ready", "metrics", "publicKeys")) get(null, id);
        get(null, "trace", get(null, "traces").data().path(0).path("trace_id").asText());
        ask(null, 404, "trace", null, "nothing");
        get(null, "fault");
        ask(null, 404, "setFault", "{\"fault\": \"none\"}"); // no fault proxy runs here
        done.add("setFault");
        get(null, "problems");
        get(null, "problem", "sold-out");
        ask(null, 404, "problem", null, "nothing");
        for (var id : List.of("problems", "problem")) asJson(CONTRACT.operation(id));
    }

    private static void asJson(Operation operation) {
        var path = target(operation, "invalid-request");
        var request = gateway(null).request(path).header("Accept", "application/json");
        var answer = gateway(null).send(request.GET());
        assertEquals("application/json", answer.header("Content-Type"));
    }

    private void accounts() {
        var account = "{\"email\":\"eka@example.com\",\"password\":\"seven brown foxes\"}";
        var id = ask(null, 201, "register", account).data().path("id");
        ask(null, 409, "register", account);
        ask(null, 422, "register", "{\"email\":\"eka\",\"password\":\"x\"}");
        ask(null, 401, "login", account.replace("seven", "eight"));
        var refresh =
                ask(null, 200, "login", account).data().path("refresh_token").asText();
        var renewal = "{\"refresh_token\":\"%s\"}";
        ask(null, 401, "refresh", renewal.formatted("x"));
        var renewed = ask(null, 200, "refresh", renewal.formatted(refresh)).data();
        var token = renewed.path("access_token").asText();
        get(token, "me");
        var change = "{\"old_password\":\"%s\",\"new_password\":\"eight brown foxes\"}";
        ask(token, 401, "changePassword", change.formatted("six brown foxes"));
        ask(token, 204, "changePassword", change.formatted("seven brown foxes"));
        get(admin, "listUsers");
        ask(admin, 404, "changeRole", "{\"role\":\"staff\"}", 999_999);
        ask(admin, 200, "changeRole", "{\"role\":\"customer\"}", id);
        var adminId = get(admin, "me").data().path("id");
        ask(admin, 409, "changeRole", "{\"role\":\"customer\"}", adminId);
        ask(admin, 404, "deleteUser", null, 999_999);
        ask(admin, 409, "deleteUser", null, adminId);
        ask(token, 401, "deleteMe", "{\"password\":\"six brown foxes\"}");
        leave(account.replace("eka", "oka"));
        ask(token, 204, "logout", null);
        TestClient.await("its end", () -> gateway(token).get("/api/me").status() == 401);
        ask(token, 401, "me", null);
        ask(admin, 200, "rotateKeys", null);
    }

    /** One account deletes itself, then an admin deletes the next account of that email. */
    private void leave(String account) {
        ask(null, 201, "register", account);
        var token = ask(null, 200, "login", account).data().path("access_token").asText();
        ask(token, 204, "deleteMe", "{\"password\":\"seven brown foxes\"}");
        ask(
                admin,
                204,
                "deleteUser",
                null,
                ask(null, 201, "register", account).data().path("id"));
    }

    /** Adds a showtime that starts soon, so that check-in is open. */
    private JsonNode movies() {
        var studio = ask(admin, 201, "addStudio", "{\"name\":\"Mawar\",\"seat_rows\":4,\"seats_per_row\":8}")
                .data();
        ask(admin, 409, "addStudio", "{\"name\":\"Mawar\",\"seat_rows\":4,\"seats_per_row\":8}");
        get(customer, "listStudios");
        get(customer, "studio", studio.path("id"));
        ask(customer, 404, "studio", null, 999_999);
        var soon = showtime(studio, Duration.ofMinutes(30));
        var movie = "{\"title\":\"Mine\",\"genre\":\"Drama\",\"duration\":90,\"schedule\":[%s]}";
        var added = ask(admin, 201, "addMovie", movie.formatted(soon)).data();
        var id = added.path("id");
        ask(admin, 409, "addMovie", movie.formatted(soon));
        get(customer, "listMovies");
        get(customer, "movie", id);
        ask(customer, 404, "movie", null, 999_999);
        var changed = "{\"title\":\"Ours\",\"genre\":\"Drama\",\"duration\":91}";
        ask(admin, 200, "changeMovie", changed, id);
        ask(admin, 404, "changeMovie", changed, 999_999);
        get(customer, "showtimesOfMovie", id);
        ask(admin, 409, "addShowtime", soon, id);
        var later = showtime(studio, Duration.ofDays(3));
        var showtime = ask(admin, 201, "addShowtime", later, id).data();
        get(customer, "showtime", showtime.path("id"));
        ask(admin, 409, "removeMovie", null, id);
        ask(admin, 204, "cancelShowtime", null, showtime.path("id"));
        ask(admin, 404, "cancelShowtime", null, 999_999);
        var other = ask(admin, 201, "addMovie", movie.formatted("")).data();
        ask(admin, 204, "removeMovie", null, other.path("id"));
        ask(admin, 404, "removeMovie", null, other.path("id"));
        TestClient.await(
                "the end of the first import",
                () -> gateway(admin).post("/api/movies/sync", "").status() != 409);
        get(admin, "syncMovies");
        titled("Ours", 200);
        titled("Nobody's", 404);
        return added.path("schedule").path(0);
    }

    private void titled(String title, int status) {
        var answer = gateway(customer).get("/api/showtimes?title=" + title);
        assertEquals(status, answer.status());
        if (status == 200) done.add("showtimesByTitle");
    }

    private static String showtime(JsonNode studio, Duration fromNow) {
        return "{\"studio_id\":%s,\"starts_at\":\"%s\",\"price\":40000}"
                .formatted(studio.path("id"), Instant.now().plus(fromNow));
    }

    private void bookings(JsonNode showtime) {
        var id = showtime.path("id");
        get(customer, "seatMap", id);
        ask(customer, 404, "seatMap", null, 999_999);
        var named = "{\"showtime_id\":%s,\"seats\":[\"C4\",\"C5\"]}".formatted(id);
        var order = ask(customer, 201, "book", named).data().path("id");
        ask(customer, 409, "book", named);
        ask(customer, 409, "book", named.replace("\"C4\",\"C5\"", "\"C7\""));
        ask(customer, 404, "book", "{\"movie_title\":\"Nobody's\",\"qty\":1}");
        ask(customer, 403, "book", "{\"user_id\":999999,\"movie_title\":\"Ours\",\"qty\":1}");
        get(customer, "listOrders");
        get(customer, "order", order);
        ask(staff, 404, "order", null, order);
        ask(customer, 409, "tickets", null, order);
        pay(order);
        get(customer, "orderEvents", order);
        var tickets = get(customer, "tickets", order).data();
        get(customer, "ticketPicture", order, "C4");
        ask(customer, 404, "ticketPicture", null, order, "A1");
        var door = "{\"code\":%s,\"showtime_id\":%s,\"door\":\"left\"}";
        var shown = door.formatted(tickets.at("/tickets/0/code"), id);
        ask(customer, 403, "checkIn", shown);
        ask(staff, 409, "checkIn", door.formatted(tickets.at("/tickets/0/code"), 999_999));
        ask(staff, 200, "checkIn", shown);
        ask(staff, 409, "checkIn", shown);
        ask(staff, 422, "checkIn", door.formatted("\"x\"", id));
        ask(customer, 409, "cancelOrder", null, order);
        var second = ask(customer, 201, "book", named.replace("C", "A")).data().path("id");
        ask(customer, 200, "cancelOrder", "{}", second);
        ask(customer, 409, "pay", null, second);
        ask(customer, 404, "pay", null, 999_999);
    }

    private void pay(JsonNode order) {
        var desk = new Desk(system);
        desk.payment("decline", 0);
        ask(customer, 402, "pay", null, order);
        desk.payment("silent", 0);
        ask(customer, 502, "pay", null, order);
        desk.payment("ok", 0);
        ask(customer, 200, "pay", null, order);
    }

    @Test
    void nobody_without_a_token_gets_past_an_operation_that_is_not_open() {
        for (var operation : CONTRACT.operations()) {
            if (operation.isOpen()) continue;
            for (var token : new String[] {null, "x", "a.b.c"}) {
                var answer = send(token, operation, target(operation, "1"), null);
                assertEquals(401, answer.status(), operation.toString());
            }
        }
    }

    @Test
    void what_is_for_admins_is_refused_to_customers() {
        for (var operation : CONTRACT.operations()) {
            var forbidden = operation.node().at("/responses/403/$ref").asText();
            if (!forbidden.endsWith("/Forbidden")) continue;
            var answer = send(customer, operation, target(operation, "1"), "{}");
            assertEquals("403 not-allowed", answer.status() + " " + answer.problem());
        }
    }

    private static String target(Operation operation, String value) {
        return operation.path().replaceAll("\\{\\w+}", value);
    }

    @Test
    void bad_numbers_and_bodies_are_refused_as_described() {
        for (var operation : CONTRACT.operations()) {
            boolean hasNumber = operation.path().contains("{") && !operation.isOpen();
            if (hasNumber) {
                for (var bad : List.of("x", "0", "-1", "1.5", "99999999999999999999", "%00", "%2F"))
                    assertRefused(422, operation, send(admin, operation, target(operation, bad), null));
            }
            if (!operation.node().has("requestBody")) continue;
            var target = target(operation, "1");
            for (var bad : List.of("{", "nonsense", "[]", "null", "\"x\"", "{\"a\":1}x"))
                assertRefused(0, operation, send(admin, operation, target, bad));
            assertRefused(422, operation, send(admin, operation, target, "{\"unknown\":1}"));
            var plain = gateway(admin).request(target).header("Content-Type", "text/plain");
            var text = plain.method(operation.method(), BodyPublishers.ofString("{}"));
            assertRefused(415, operation, gateway(admin).send(text));
            var large = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
            assertRefused(413, operation, send(admin, operation, target, large));
        }
    }

    /** {@code status} 0 stands for any 4xx. */
    private static void assertRefused(int status, Operation operation, Answer answer) {
        var what = operation + " " + answer.status() + " " + answer.text();
        if (status == 0) assertEquals(4, answer.status() / 100, what);
        else assertEquals(status, answer.status(), what);
    }

    @Test
    void a_method_that_is_not_in_the_document_is_a_405_that_names_those_that_are() {
        for (var path : CONTRACT.document().path("paths").properties()) {
            var known = new TreeSet<String>();
            for (var operation : CONTRACT.operations()) {
                if (operation.path().equals(path.getKey())) known.add(operation.method());
            }
            if (known.contains("GET")) known.add("HEAD");
            var target = path.getKey().replaceAll("\\{\\w+}", "1");
            var answer = gateway(admin).send("PATCH", target, "{}");
            assertEquals("405 method-not-allowed", answer.status() + " " + answer.problem(), target);
            assertEquals(String.join(", ", known), answer.header("Allow"), target);
        }
    }
}
