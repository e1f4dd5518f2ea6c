package nontonyuk.order.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nontonyuk.common.client.HttpCall;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * Calls the payment provider over HTTP. Each charge and each refund has a key of its own; the provider does a request
 * with the same key only once.
 */
public final class PaymentProvider {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int ANSWER_LIMIT = 64 * 1024;

    private final URI address;
    private final String key;
    private final URI callback;

    /** {@code key} authorizes our requests; the provider sends its events to {@code callback}. */
    public PaymentProvider(URI address, String key, URI callback) {
        this.address = address;
        this.key = key;
        this.callback = callback;
    }

    /** Without a payment method the provider charges the buyer's usual one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record NewCharge(long amount, String currency, String reference, URI callbackUrl, String paymentMethod) {}

    private record NewRefund(String charge, long amount) {}

    private record ChargeList(List<JsonNode> data) {}

    /**
     * Charges a payment, or returns the charge that was made with its key before. The payment method may be null.
     *
     * @throws Problem 422 for an unknown payment method
     * @throws Problem 502, 503 or 504 if it is not known whether the charge succeeded
     */
    Charge charge(Payment payment, String paymentMethod) {
        var order = "order-" + payment.orderId();
        var body = new NewCharge(payment.amount(), "IDR", order, callback, paymentMethod);
        var answer = send(post("/charges", payment.chargeKey(), body));
        if (answer.statusCode() == 409) throw inProgress(1);
        // This key was sent before with another payment method, or with the callback address of another instance.
        if (answer.statusCode() == 422) return find(payment.chargeKey()).orElseThrow(() -> refusal(answer));
        if (answer.statusCode() != 201 && answer.statusCode() != 402) throw broken();
        var charge = read(answer);
        if (!charge.idempotencyKey().equals(payment.chargeKey())) throw broken();
        return charge;
    }

    private static Problem refusal(HttpResponse<byte[]> answer) {
        try {
            var error = Json.readLenient(answer.body(), JsonNode.class)
                    .path("error")
                    .asText();
            if (!error.equals("payment-method-unknown")) return broken();
            return Problem.invalid("payment_method", "unknown", "is not known to the payment provider");
        } catch (IOException e) {
            return broken();
        }
    }

    private static Charge read(HttpResponse<byte[]> answer) {
        try {
            return Charge.of(Json.readLenient(answer.body(), JsonNode.class));
        } catch (IOException | Problem e) {
            throw broken();
        }
    }

    /** Finds the charge of a payment. An answer with only other charges is broken: it does not mean "none". */
    Optional<Charge> find(String chargeKey) {
        var query = URLEncoder.encode(chargeKey, StandardCharsets.UTF_8);
        var answer = send(request("/charges?idempotency_key=" + query).GET().build());
        if (answer.statusCode() != 200) throw broken();
        try {
            var charges = Json.readLenient(answer.body(), ChargeList.class).data();
            if (charges == null) throw broken();
            for (var json : charges) {
                if (chargeKey.equals(json.path("idempotency_key").textValue())) return Optional.of(Charge.of(json));
            }
            if (!charges.isEmpty()) throw broken();
            return Optional.empty();
        } catch (IOException | Problem e) {
            throw broken();
        }
    }

    /** Pays back this amount of a charge. It returns false if the provider refuses. */
    boolean refund(String chargeId, long amount, String refundKey) {
        var answer = send(post("/refunds", refundKey, new NewRefund(chargeId, amount)));
        boolean isRefused = answer.statusCode() >= 400 && answer.statusCode() < 500;
        if (answer.statusCode() != 201 && !isRefused) throw broken();
        return !isRefused;
    }

    private HttpRequest post(String path, String idempotencyKey, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(Json.write(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        var outcome = HttpCall.recorded("payment provider", request, DEADLINE, ANSWER_LIMIT);
        return switch (outcome.kind()) {
            case ANSWERED -> outcome.answer();
            case REFUSED ->
                throw Problem.unavailable(
                        "payment-unavailable", "The payment provider cannot be reached; try again.", 2);
            case TIMED_OUT ->
                throw Problem.gatewayTimeout(
                        "payment-timeout",
                        "The payment provider hasn't answered yet. Pay again: you are charged at most once.");
            case BROKEN, TOO_LARGE -> throw broken();
        };
    }

    static Problem inProgress(int seconds) {
        return Problem.conflict("payment-in-progress", "The payment has no answer yet; try again.")
                .with("Retry-After", Integer.toString(seconds));
    }

    static Problem broken() {
        return Problem.badGateway(
                "payment-broken",
                "The payment provider gave no valid answer. Pay again: you are charged at most once.");
    }
}
