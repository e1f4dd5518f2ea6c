package nontonyuk.labs.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.common.problem.Json;

/** The operations of {@code openapi.json}, and a check of answers against them. */
public final class Contract {
    public static final Path FILE = Path.of("../gateway/src/main/resources/openapi.json");

    private static final String ADDRESS = "http://127.0.0.1/openapi.json";
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    /** This logger warns of each part of the document that is no schema. The field keeps the logger and its level. */
    private static final Logger SCHEMAS = Logger.getLogger("com.networknt.schema");

    static {
        SCHEMAS.setLevel(Level.SEVERE);
    }

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Operation> operations;

    /** An operation; its path has the names of the variables, as in the document. */
    public record Operation(String method, String path, JsonNode node, Pattern pattern) {
        boolean fits(String target) {
            return pattern.matcher(target).matches();
        }

        public boolean isOpen() {
            return node.has("security") && node.path("security").isEmpty();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public Contract(JsonNode document) {
        this.document = document;
        operations = operations(document);
        var strict = document.deepCopy();
        close(strict);
        var config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(config).schemas(Map.of(ADDRESS, strict.toString())));
    }

    public static Contract read() {
        try {
            return new Contract(Json.readLenient(Files.readAllBytes(FILE), JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clients must accept new fields, but our own answers must have no undeclared field. */
    private static void close(JsonNode node) {
        boolean isObject = node.path("type").asText().equals("object") && node.has("properties");
        if (isObject && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(Contract::close);
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    private static List<Operation> operations(JsonNode document) {
        var operations = new ArrayList<Operation>();
        for (var path : document.path("paths").properties()) {
            for (var method : METHODS) {
                var node = path.getValue().get(method);
                if (node == null) continue;
                var name = method.toUpperCase(Locale.ROOT);
                var pattern = Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+"));
                operations.add(new Operation(name, path.getKey(), node, pattern));
            }
        }
        return operations;
    }

    public Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.node.path("operationId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The node, or the node that its reference names. */
    public JsonNode resolved(JsonNode node) {
        var ref = node.path("$ref").asText();
        return ref.startsWith("#") ? document.at(ref.substring(1)) : node;
    }

    /** The parameters of an operation and of its path. */
    public List<JsonNode> parameters(Operation operation) {
        var parameters = new ArrayList<JsonNode>();
        var ofPath = document.path("paths").path(operation.path).path("parameters");
        ofPath.forEach(parameter -> parameters.add(resolved(parameter)));
        operation.node.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return parameters;
    }

    /** The codes of all problems in the document. */
    public List<String> problems() {
        return document.findValues("enum").stream()
                .flatMap(values -> StreamSupport.stream(values.spliterator(), false))
                .map(JsonNode::asText)
                .filter(value -> value.startsWith("/problems/"))
                .map(value -> value.substring("/problems/".length()))
                .distinct()
                .toList();
    }

    /** The operation for a path; one without variables has priority. */
    public Optional<Operation> operation(String method, String path) {
        var name = method.equals("HEAD") ? "GET" : method;
        return operations.stream()
                .filter(operation -> operation.method.equals(name) && operation.fits(path))
                .min(Comparator.comparing(operation -> operation.path.contains("{")));
    }

    /** The differences between an answer and the document, one line each. */
    public List<String> breaches(Operation operation, Answer answer) {
        var declared = operation.node.path("responses").path("" + answer.status());
        if (declared.isMissingNode()) return List.of("the status is not declared");
        var breaches = new ArrayList<String>();
        var response = resolved(declared);
        for (var header : response.path("headers").properties()) {
            breaches.addAll(header(header.getKey(), resolved(header.getValue()), answer));
        }
        breaches.addAll(body(pointer(operation, declared, answer), response, answer));
        return breaches;
    }

    private static String pointer(Operation operation, JsonNode declared, Answer answer) {
        if (declared.has("$ref")) return declared.path("$ref").asText();
        return "#/paths/"
                + escaped(operation.path)
                + "/"
                + operation.method.toLowerCase(Locale.ROOT)
                + "/responses/"
                + answer.status();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static List<String> header(String name, JsonNode header, Answer answer) {
        var value = answer.header(name);
        if (value.isEmpty()) {
            boolean required = header.path("required").asBoolean();
            return required ? List.of("the header " + name + " is missing") : List.of();
        }
        var pattern = header.path("schema").path("pattern").asText(".*");
        boolean fits = Pattern.compile(pattern).matcher(value).find();
        return fits ? List.of() : List.of("the header " + name + " is " + value);
    }

    private List<String> body(String pointer, JsonNode response, Answer answer) {
        var type = answer.header("Content-Type").split(";")[0];
        var content = response.path("content");
        if (content.isEmpty()) {
            return answer.text().isEmpty() ? List.of() : List.of("there should be no body");
        }
        if (!content.has(type)) return List.of("the content type is \"" + type + "\"");
        if (!type.endsWith("json")) return List.of();
        return faults(pointer + "/content/" + escaped(type) + "/schema", answer.text());
    }

    /** The differences between {@code json} and the schema at that pointer of the document. */
    public List<String> faults(String pointer, String json) {
        var schema = schemas.getSchema(
                SchemaLocation.of(ADDRESS + pointer.replace("{", "%7B").replace("}", "%7D")));
        return schema.validate(json, InputFormat.JSON).stream()
                .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                .toList();
    }
}
