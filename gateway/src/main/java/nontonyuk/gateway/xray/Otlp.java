package nontonyuk.gateway.xray;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import nontonyuk.common.trace.Span;

/** A trace in the JSON form of OTLP, which Jaeger and other tools open. */
final class Otlp {
    private static final int INTERNAL = 1;
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int ERROR = 2;

    private Otlp() {}

    static byte[] of(TraceTree tree) {
        var scopes = new LinkedHashMap<String, ArrayNode>();
        var root = JsonNodeFactory.instance.objectNode();
        var resources = root.putArray("resourceSpans");
        for (var step : tree.spans()) {
            scopes.computeIfAbsent(step.service() + step.instance(), key -> scope(resources, step))
                    .add(span(tree.traceId(), step.span()));
        }
        return root.toString().getBytes(UTF_8);
    }

    private static ArrayNode scope(ArrayNode resources, TraceTree.Step step) {
        var resource = resources.addObject();
        var attributes = resource.putObject("resource").putArray("attributes");
        attribute(attributes, "service.name", step.service());
        if (!step.instance().isEmpty()) attribute(attributes, "service.instance.id", step.instance());
        var scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "nontonyuk");
        return scope.putArray("spans");
    }

    private static ObjectNode span(String traceId, Span.View span) {
        long end = span.startUs() + (span.durationUs() == null ? 0 : span.durationUs());
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("traceId", traceId)
                .put("spanId", span.id())
                .put("name", span.name())
                .put("kind", kind(span.kind()))
                .put("startTimeUnixNano", span.startUs() + "000")
                .put("endTimeUnixNano", end + "000");
        if (span.parent() != null) json.put("parentSpanId", span.parent());
        var attributes = json.putArray("attributes");
        if (span.kind().equals("sql")) attribute(attributes, "db.query.text", span.name());
        span.values().forEach((key, value) -> attribute(attributes, key, value));
        if (hasFailed(span)) json.putObject("status").put("code", ERROR);
        return json;
    }

    /** An error of SQL, an answer of 5xx, or a call without an answer. */
    private static boolean hasFailed(Span.View span) {
        var values = span.values();
        var result = values.getOrDefault("outcome", values.getOrDefault("status", "200"));
        return values.containsKey("error") || !result.toString().matches("[1-4][0-9]{2}");
    }

    private static int kind(String kind) {
        return switch (kind) {
            case "request" -> SERVER;
            case "call", "sql" -> CLIENT;
            default -> INTERNAL;
        };
    }

    private static void attribute(ArrayNode attributes, String key, Object value) {
        attributes.addObject().put("key", key).putObject("value").put("stringValue", String.valueOf(value));
    }
}
