package nontonyuk.labs.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nontonyuk.labs.contract.Contract.Operation;

/** Makes random requests from the document: most are valid, some have one fault, a few are nonsense. */
public final class Inputs {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Words of existing data, so that some requests find something. */
    private static final List<String> WORDS =
            List.of("Inception", "Drama", "Action", "seven brown foxes", "left", "Mawar", "1");

    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\n",
            "é",
            "😀",
            "\ud800",
            "'; DROP TABLE movies; --",
            "%s%n",
            "../../etc/passwd",
            "<b>",
            "null",
            "x".repeat(300),
            "x".repeat(5000));

    private static final List<JsonNode> ODD_VALUES = List.of(
            JSON.nullNode(),
            JSON.booleanNode(true),
            JSON.numberNode(-1),
            JSON.numberNode(0),
            JSON.numberNode(1.5),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(new BigInteger("9".repeat(25))),
            JSON.textNode("7"),
            JSON.arrayNode(),
            JSON.arrayNode().add(JSON.nullNode()),
            JSON.objectNode());

    private static final List<String> NONSENSE = List.of(
            "{",
            "[]",
            "null",
            "0",
            "\"x\"",
            "{}x",
            "{\"a\":1,\"a\":2}",
            "\ufeff{}",
            "[".repeat(1000),
            "{\"qty\":1e999}",
            "{\"email\":\"\\ud800\"}",
            "\u0000");

    private final Contract contract;
    private final Random random;

    /** Values of answers for later requests, by the names of fields, the latest at the end. */
    private final Map<String, List<String>> known = new HashMap<>();

    public Inputs(Contract contract, Random random) {
        this.contract = contract;
        this.random = random;
    }

    /** Stores the ticket codes, refresh tokens and order ids of an answer. */
    public void learn(JsonNode answer) {
        var data = answer.path("data");
        data.findValuesAsText("code").forEach(value -> learn("code", value));
        data.findValuesAsText("refresh_token").forEach(value -> learn("refresh_token", value));
        if (data.has("seats")) learn("order", data.path("id").asText());
    }

    private void learn(String name, String value) {
        var values = known.computeIfAbsent(name, n -> new ArrayList<>());
        values.add(value);
        if (values.size() > 10) values.remove(0);
    }

    public boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    public <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Chooses the user of the request; most have the right role. */
    public int person(Operation operation, List<String> roles) {
        var forbidden = operation.node().at("/responses/403/$ref").asText();
        if (forbidden.endsWith("/Forbidden") && !oneIn(4)) return roles.indexOf("admin");
        return random.nextInt(roles.size());
    }

    /** Path and query. */
    public String target(Operation operation) {
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var parameter : contract.parameters(operation)) {
            var name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(pathValue(path, parameter)));
                case "query" -> {
                    boolean required = parameter.path("required").asBoolean();
                    if (required ? !oneIn(8) : oneIn(3)) query.add(name + "=" + encoded(value(parameter)));
                }
                default -> {
                    // A header; another method adds it.
                }
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private String pathValue(String path, JsonNode parameter) {
        boolean isOrder = path.startsWith("/api/orders/{") && known.containsKey("order");
        return isOrder && !oneIn(4) ? any(known.get("order")) : value(parameter);
    }

    private String value(JsonNode parameter) {
        if (parameter.has("example") && oneIn(3))
            return parameter.path("example").asText();
        if (!oneIn(8)) return value(parameter.path("schema"), "").asText();
        var odd = any(ODD_TEXTS);
        return odd.isEmpty() ? "-1" : odd; // an empty segment makes another path
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public String idempotencyKey() {
        return oneIn(5) ? "k ".repeat(random.nextInt(50) + 1) : "key-" + random.nextInt(500);
    }

    public String body(Operation operation) {
        var content = operation.node().at("/requestBody/content/application~1json/schema");
        if (oneIn(15)) return any(NONSENSE);
        var body = value(content, "");
        if (oneIn(4) && body instanceof ObjectNode object) spoil(object);
        return body.toString();
    }

    /** Adds one fault: a missing, unknown or odd field. */
    private void spoil(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || oneIn(6)) {
            object.put("unknown", 1);
            return;
        }
        var name = any(names);
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, any(ODD_VALUES));
            default -> object.put(name, any(ODD_TEXTS));
        }
    }

    /** A valid value for the schema; {@code name} is the name of the field. */
    private JsonNode value(JsonNode given, String name) {
        var schema = contract.resolved(given);
        if (schema.has("enum"))
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        return switch (type(schema)) {
            case "null" -> JSON.nullNode();
            case "integer" -> JSON.numberNode(number(schema));
            case "array" -> array(schema);
            case "object" -> object(schema);
            default -> JSON.textNode(text(schema, name));
        };
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(oneIn(10) ? 1 : 0).asText() : type.asText();
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        if (oneIn(15)) return most;
        return least + random.nextInt((int) Math.min(12, most - least + 1));
    }

    private JsonNode array(JsonNode schema) {
        var array = JSON.arrayNode();
        int least = schema.path("minItems").asInt();
        for (int size = least + random.nextInt(3); size > 0; size--) array.add(value(schema.path("items"), ""));
        return array;
    }

    private JsonNode object(JsonNode schema) {
        var object = JSON.objectNode();
        var wanted = new ArrayList<String>();
        var choices = schema.path("anyOf");
        var required = choices.isEmpty() ? schema : choices.path(random.nextInt(choices.size()));
        required.path("required").forEach(name -> wanted.add(name.asText()));
        for (var property : schema.path("properties").properties()) {
            var name = property.getKey();
            boolean optional = choices.isEmpty() ? oneIn(2) : oneIn(8);
            if (wanted.contains(name) || optional) object.set(name, value(property.getValue(), name));
        }
        return object;
    }

    private String text(JsonNode schema, String name) {
        if (schema.path("format").asText().equals("date")) return "2026-12-0" + (1 + random.nextInt(9));
        if (schema.path("format").asText().equals("date-time")) {
            return Instant.now()
                    .plus(Duration.ofMinutes(1 + random.nextInt(100_000)))
                    .toString();
        }
        if (name.equals("email")) return "somebody" + random.nextInt(30) + "@example.com";
        if (name.contains("password")) return "seven brown foxes";
        if (name.equals("movie_title") && !oneIn(4)) return "Inception";
        if (known.containsKey(name) && !oneIn(4)) return any(known.get(name));
        if (schema.path("pattern").asText().startsWith("^[A-Z]"))
            return "" + (char) ('A' + random.nextInt(10)) + (1 + random.nextInt(12));
        return any(WORDS);
    }
}
