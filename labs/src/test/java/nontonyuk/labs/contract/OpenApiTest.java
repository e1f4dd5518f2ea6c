package nontonyuk.labs.contract;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nontonyuk.labs.contract.Contract.Operation;
import org.junit.jupiter.api.Test;

/** Checks {@code openapi.json} against the sources and against itself, without a running service. */
class OpenApiTest {
    /** Problems of provider callbacks and service tokens, which the gateway does not forward. */
    private static final Set<String> INTERNAL = Set.of("payment-not-found", "signature-invalid");

    private static final Pattern CODE = Pattern.compile("Problem\\.\\w+\\(\\s*(?:\\d+,\\s*)?\"([a-z]+(?:-[a-z]+)+)\"");

    private static final Contract CONTRACT = Contract.read();

    @Test
    void each_public_route_is_in_the_document_and_the_other_way_round() {
        var routes = PublicRoutes.read();
        var described = new TreeSet<String>();
        for (var operation : CONTRACT.operations()) {
            var everyMethod = "* " + operation.path();
            described.add(routes.contains(everyMethod) ? everyMethod : operation.toString());
        }
        assertEquals(routes, described);
    }

    @Test
    void each_problem_that_the_code_knows_is_in_the_document() throws IOException {
        var codes = new TreeSet<String>();
        for (var module : List.of("lib-common", "auth", "movie", "order", "gateway")) {
            try (var files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    CODE.matcher(Files.readString(file)).results().forEach(c -> codes.add(c.group(1)));
                }
            }
        }
        assertTrue(codes.size() > 60, codes.toString());
        codes.removeAll(INTERNAL);
        // They belong to each path, not to an operation; the document describes them at its top.
        codes.removeAll(Set.of("no-such-path", "method-not-allowed"));
        codes.removeAll(CONTRACT.problems());
        assertEquals(Set.of(), codes);
    }

    @Test
    void each_reference_leads_somewhere() {
        for (var ref : CONTRACT.document().findValuesAsText("$ref")) {
            assertTrue(!CONTRACT.document().at(ref.substring(1)).isMissingNode(), ref);
        }
    }

    @Test
    void each_operation_has_a_name_of_its_own_and_says_how_it_goes_well_and_wrong() {
        var operations = CONTRACT.operations();
        var names = operations.stream()
                .map(operation -> operation.node().path("operationId").asText())
                .collect(Collectors.toSet());
        assertEquals(operations.size(), names.size());
        for (var operation : operations) {
            var responses = operation.node().path("responses");
            var statuses = new TreeSet<String>();
            responses.fieldNames().forEachRemaining(statuses::add);
            assertTrue(statuses.first().startsWith("2"), operation + " " + statuses);
            var always = Set.of("400", "408", "413", "414", "431", "500", "501", "503", "505");
            assertTrue(statuses.containsAll(always), operation + " " + statuses);
            assertEquals(!operation.isOpen(), responses.has("403"), operation.toString());
        }
    }

    @Test
    void each_example_is_as_its_schema_says() {
        var faults = new ArrayList<String>();
        faults(CONTRACT.document(), "#", faults);
        assertEquals(List.of(), faults);
    }

    private static void faults(JsonNode node, String pointer, List<String> faults) {
        if (node.has("schema")) {
            examples(node)
                    .forEach((name, example) -> CONTRACT.faults(pointer + "/schema", example.toString())
                            .forEach(f -> faults.add(pointer + name + " " + f)));
        }
        for (var child : node.properties()) {
            var name = child.getKey().replace("~", "~0").replace("/", "~1");
            faults(child.getValue(), pointer + "/" + name, faults);
        }
    }

    private static Map<String, JsonNode> examples(JsonNode media) {
        if (media.has("example")) return Map.of("", media.path("example"));
        return media.path("examples").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().path("value")));
    }

    @Test
    void each_body_has_an_example() {
        for (var operation : CONTRACT.operations()) {
            var bodies = new ArrayList<JsonNode>();
            operation.node().path("requestBody").path("content").forEach(bodies::add);
            operation
                    .node()
                    .path("responses")
                    .forEach(r -> CONTRACT.resolved(r).path("content").forEach(bodies::add));
            for (var body : bodies) {
                assertTrue(isDocument(operation) || !examples(body).isEmpty(), "" + operation);
            }
        }
    }

    /** The example of this operation would be the document itself. */
    private static boolean isDocument(Operation operation) {
        return operation.path().equals("/openapi.json");
    }
}
