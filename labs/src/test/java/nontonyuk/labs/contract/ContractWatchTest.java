package nontonyuk.labs.contract;

import static org.junit.jupiter.api.Assertions.*;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import nontonyuk.common.http.TestClient.Answer;
import org.junit.jupiter.api.Test;

/** A broken watch would accept every answer in every integration test. */
class ContractWatchTest {
    private static final ContractWatch WATCH = new ContractWatch(Contract.read());
    private static final String FOUND = "{\"message\":\"Your account\",\"data\":%s}";
    private static final String ACCOUNT = """
            {"id":1,"email":"ani@example.com","role":"customer",
             "created_at":"2026-11-25T17:26:57.933Z"}""";

    private static HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1" + path))
                .method(method, BodyPublishers.noBody())
                .build();
    }

    private static Answer answer(int status, String type, String body) {
        var headers = HttpHeaders.of(Map.of(), (name, value) -> true);
        return new Answer(status, headers, body).with("Content-Type", type);
    }

    private static Answer account(String account) {
        return answer(200, "application/json", FOUND.formatted(account));
    }

    private static Answer problem(int status, String code) {
        var body = """
                {"type":"/problems/%s","title":"t","status":%d,"detail":"d",
                 "instance":"/x","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}""".formatted(code, status);
        return answer(status, "application/problem+json", body);
    }

    private static void assertKept(String method, String path, Answer answer) {
        assertDoesNotThrow(() -> WATCH.atGateway(request(method, path), answer));
    }

    private static void assertBroken(String method, String path, Answer answer, String why) {
        var breach = assertThrows(AssertionError.class, () -> WATCH.atGateway(request(method, path), answer));
        assertTrue(breach.getMessage().contains(why), breach.getMessage());
    }

    @Test
    void an_answer_must_be_as_its_schema_says() {
        assertKept("GET", "/api/me", account(ACCOUNT));
        assertBroken("GET", "/api/me", account(ACCOUNT.replace(":1", ":\"1\"")), "integer expected");
        assertBroken("GET", "/api/me", account(ACCOUNT.replace("}", ",\"x\":1}")), "x");
        assertBroken("GET", "/api/me", account("{}"), "email");
        assertBroken("GET", "/api/me", answer(200, "text/html", ""), "content type");
    }

    @Test
    void a_status_a_header_or_a_problem_that_is_not_told_is_a_breach() {
        assertBroken("GET", "/api/me", answer(418, "text/plain", ""), "status is not declared");
        assertBroken("GET", "/api/me", problem(401, "token-missing"), "WWW-Authenticate");
        var refused = problem(401, "token-missing").with("WWW-Authenticate", "Bearer x");
        assertKept("GET", "/api/me", refused);
        var other = problem(401, "sold-out").with("WWW-Authenticate", "Bearer x");
        assertBroken("GET", "/api/me", other, "sold-out");
    }

    @Test
    void a_path_or_a_method_that_is_not_told_may_only_be_refused() {
        assertKept("GET", "/api/nothing", problem(404, "no-such-path"));
        assertKept("PATCH", "/api/me", problem(405, "method-not-allowed"));
        assertBroken("GET", "/api/nothing", account(ACCOUNT), "no such operation");
    }

    @Test
    void services_are_held_to_the_same_without_the_prefix() {
        var request = request("GET", "/me");
        assertDoesNotThrow(() -> WATCH.atService(request, account(ACCOUNT)));
        assertThrows(AssertionError.class, () -> WATCH.atService(request, account("{}")));
    }
}
