package nontonyuk.labs.docs;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nontonyuk.labs.contract.Contract;
import org.junit.jupiter.api.Test;

/** The generated files are what openapi.json and the files requests.txt say now. */
final class ApiFilesTest {
    private static final String DOCUMENT = """
            {"paths": {"/api/orders/{id}": {"get": {
                "operationId": "order", "parameters": [{"name": "page", "in": "query"}]}}}}""";

    @Test
    void no_generated_file_is_stale_or_changed_by_hand() throws IOException {
        var contents = ApiFiles.contents();
        assertEquals(5, contents.size(), "four .http files and the collection");
        for (var file : contents.entrySet())
            assertEquals(file.getValue(), Files.readString(file.getKey()), file.getKey() + ": type make api-files");
    }

    @Test
    void no_file_is_left_out() throws IOException {
        try (var files = Files.list(Path.of("http"))) {
            var names = files.filter(file -> file.toString().endsWith(".http")).toList();
            assertTrue(ApiFiles.contents().keySet().containsAll(names), names.toString());
        }
    }

    @Test
    void a_request_must_fit_its_operation() throws IOException {
        var operations = Operations.of(new Contract(new ObjectMapper().readTree(DOCUMENT)));
        assertEquals(
                "/api/orders/7?page=2", operations.target("order id=7 ?page=2").path());
        for (var wrong : new String[] {"other", "order", "order id=7 ?q=2", "order id=7 seat=2"})
            assertThrows(IllegalArgumentException.class, () -> operations.target(wrong), wrong);
    }

    @Test
    void every_operation_must_have_a_request() throws IOException {
        var operations = Operations.of(new Contract(new ObjectMapper().readTree(DOCUMENT)));
        operations.checkComplete(RequestFolder.parse("= All\n- One\norder id=7"));
        var none = RequestFolder.parse("= All\n- One\nGET /api/orders/7");
        assertThrows(IllegalArgumentException.class, () -> operations.checkComplete(none));
    }
}
