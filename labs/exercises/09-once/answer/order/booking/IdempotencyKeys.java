package nontonyuk.order.booking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.UUID;
import nontonyuk.common.Sha256;
import nontonyuk.common.http.Request;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

public final class IdempotencyKeys {
    private static Reservation reservation(Request request) {
        var key = request.header("Idempotency-Key").orElseThrow();
        if (!key.matches("[!-~]{1,$letters$}")) {
            throw Problem.invalid("Idempotency-Key", "bad-key", "must be 1 to $letters$ ASCII characters, no spaces");
        }
        var line = request.method() + " " + request.rawPath() + "\n";
        var hash = Sha256.hex(line.getBytes(UTF_8), value(request.body()));
        var lease = UUID.randomUUID().toString();
        return new Reservation(request.caller().id(), key, hash, lease);
    }

    // new
    /** The JSON value of a body as bytes: without spaces, and with its fields in the order of their names. */
    private static byte[] value(byte[] body) {
        if (body.length == 0) return body;
        try {
            return Json.write(sorted(Json.readStrictTree(body)));
        } catch (IOException e) {
            return body; // not JSON: only the same bytes are the same request
        }
    }

    // new
    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, Object>();
            for (var field : node.properties()) fields.put(field.getKey(), sorted(field.getValue()));
            return fields;
        }
        if (!node.isArray()) return node;
        var values = new ArrayList<Object>();
        for (var value : node) values.add(sorted(value));
        return values;
    }
}
