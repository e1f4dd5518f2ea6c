package nontonyuk.order.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A charge of the payment provider. An incomplete one is refused. */
record Charge(String id, Status status, long amount, String idempotencyKey, long refunded) {
    enum Status {
        SUCCEEDED,
        DECLINED
    }

    Charge {
        if (id == null || status == null || amount < 1 || idempotencyKey == null) {
            throw new IllegalArgumentException("not a charge");
        }
    }

    static Charge of(JsonNode json) throws IOException {
        try {
            return new Charge(
                    json.path("id").textValue(),
                    status(json.path("status").asText()),
                    json.path("amount").asLong(),
                    json.path("idempotency_key").textValue(),
                    json.path("refunded").asLong());
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    private static Status status(String text) {
        return switch (text) {
            case "succeeded" -> Status.SUCCEEDED;
            case "declined" -> Status.DECLINED;
            default -> null;
        };
    }
}
