package nontonyuk.order.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/**
 * What the provider tells us by itself. Its word is money, so it counts only with a signature over the very bytes that
 * came, made in the last five minutes with the secret that we share. It may come twice, late and in any order.
 */
public final class PaymentCallbacks {
    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final long OLDEST_SECONDS = 300;

    private final Database database;
    private final Signature signature;

    public PaymentCallbacks(Database database, String secret) {
        this.database = database;
        this.signature = new Signature(secret);
    }

    public Response receive(Request request) {
        verify(request);
        try {
            var event = Json.readLenient(request.body(), JsonNode.class);
            var charge = PaymentProvider.Charge.of(event.path("charge"));
            // A charge tells of its refunds as well, should the news of it come later or never.
            database.transaction(transaction -> Settlement.settle(transaction, charge));
        } catch (IOException e) {
            throw Problem.badRequest("invalid-json", "That is no event of a charge.");
        }
        return Response.noContent();
    }

    private void verify(Request request) {
        var header = SIGNATURE.matcher(request.header("Payment-Signature").orElse(""));
        if (!header.matches()) throw unsigned("is missing");
        long age = Instant.now().getEpochSecond() - Long.parseLong(header.group(1));
        if (Math.abs(age) > OLDEST_SECONDS) throw unsigned("is too old");
        var time = (header.group(1) + ".").getBytes(StandardCharsets.UTF_8);
        var expected = signature.of(time, request.body());
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(header.group(2)))) {
            throw unsigned("is not right");
        }
    }

    private static Problem unsigned(String why) {
        return Problem.unauthorized("signature-invalid", "The Payment-Signature " + why + ".");
    }
}
