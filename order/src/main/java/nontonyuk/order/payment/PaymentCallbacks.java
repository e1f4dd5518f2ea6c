package nontonyuk.order.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import nontonyuk.common.Hmac;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/**
 * Receives the provider's callbacks. A callback counts only with a signature over its time and body by the shared
 * secret. The signature is at most five minutes old. Callbacks may be late, repeated and in any order.
 */
public final class PaymentCallbacks {
    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final long MAX_AGE_SECONDS = 300;

    private final Database database;
    private final Hmac hmac;

    public PaymentCallbacks(Database database, String secret) {
        this.database = database;
        this.hmac = new Hmac(secret);
    }

    public Response receive(Request request) {
        verify(request);
        try {
            var event = Json.readLenient(request.body(), JsonNode.class);
            if (!event.path("charge").isObject()) throw new IOException("no charge");
            var charge = Charge.of(event.path("charge"));
            // A charge includes its refunds, so the type of the event does not matter.
            database.transaction(transaction -> Settlement.settle(transaction, charge));
        } catch (IOException e) {
            throw Problem.badRequest("invalid-json", "The body is not an event of a charge.");
        }
        return Response.noContent();
    }

    private void verify(Request request) {
        var header = SIGNATURE.matcher(request.header("Payment-Signature").orElse(""));
        if (!header.matches()) throw unsigned("is missing");
        long age = Instant.now().getEpochSecond() - Long.parseLong(header.group(1));
        if (Math.abs(age) > MAX_AGE_SECONDS) throw unsigned("is too old");
        var time = (header.group(1) + ".").getBytes(StandardCharsets.UTF_8);
        var expected = hmac.sign(time, request.body());
        if (!Hmac.isSame(expected, HexFormat.of().parseHex(header.group(2)))) {
            throw unsigned("is wrong");
        }
    }

    private static Problem unsigned(String fault) {
        return Problem.unauthorized("signature-invalid", "The Payment-Signature " + fault + ".");
    }
}
