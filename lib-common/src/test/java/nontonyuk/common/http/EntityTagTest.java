package nontonyuk.common.http;

import static org.junit.jupiter.api.Assertions.*;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.service.Service;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagTest {
    private static volatile String data = "Inception";

    @AutoClose
    private static final Service service = TestClient.serve(new Router(null)
            .get("/movie", Access.OPEN, request -> Response.ok("Movie", data).revalidated())
            .post("/movie", Access.OPEN, request -> Response.ok("Movie", data).revalidated())
            .get("/plain", Access.OPEN, request -> Response.ok("Movie", data)));

    private static final TestClient client = TestClient.to(service.port());

    /** In {@code known}, T stands for the tag of the movie. */
    private static Answer send(String method, String path, List<String> known) {
        var tag = client.get("/movie").header("ETag");
        var request = client.request(path).method(method, BodyPublishers.noBody());
        known.forEach(value -> request.header("If-None-Match", value.replace("T", tag)));
        return client.send(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | T                      | 304
            GET  | W/T                    | 304
            GET  | "a", W/"b,c" ,  T,"d"  | 304
            GET  | *                      | 304
            HEAD | T                      | 304
            GET  | "0123"                 | 200
            GET  | W/"0123", "*"          | 200
            GET  | ""                     | 200
            HEAD | "0123"                 | 200
            POST | T                      | 200
            """, quoteCharacter = '`')
    void the_answer_that_a_client_has_already_is_a_304(String method, String known, int status) {
        var answer = send(method, "/movie", List.of(known)).expect(status);
        assertEquals("private, max-age=0", answer.header("Cache-Control"));
        assertTrue(answer.header("ETag").matches("\"[0-9a-f]{32}\""), answer.header("ETag"));
        boolean hasBody = status == 200 && !method.equals("HEAD");
        assertEquals(hasBody ? "{\"message\":\"Movie\",\"data\":\"Inception\"}" : "", answer.text());
        assertEquals(status == 200, answer.headers().firstValue("Content-Type").isPresent());
        assertEquals(
                status == 200, answer.headers().firstValue("Content-Length").isPresent());
    }

    @Test
    void several_headers_are_one_list() {
        send("GET", "/movie", List.of("\"a\"", "T")).expect(304);
    }

    @Test
    void an_answer_without_a_tag_is_always_whole() {
        send("GET", "/plain", List.of("*")).expect(200);
    }

    @Test
    void a_new_body_has_a_new_tag() {
        var before = client.get("/movie").header("ETag");
        data = "Inceptiom";
        assertNotEquals(before, client.get("/movie").header("ETag"));
        data = "Inception";
        assertEquals(before, client.get("/movie").header("ETag"));
    }
}
