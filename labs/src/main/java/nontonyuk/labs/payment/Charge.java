package nontonyuk.labs.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** A charge, succeeded or declined; {@code callbackUrl} may be null. */
record Charge(
        String id,
        Status status,
        long amount,
        String currency,
        String reference,
        String idempotencyKey,
        long refunded,
        String declineReason,
        Instant createdAt,
        @JsonIgnore String callbackUrl) {

    enum Status {
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("declined")
        DECLINED
    }

    boolean isDeclined() {
        return status == Status.DECLINED;
    }

    /** The amount that can still be refunded. */
    long refundable() {
        return isDeclined() ? 0 : amount - refunded;
    }

    Charge refunded(long more) {
        return new Charge(
                id,
                status,
                amount,
                currency,
                reference,
                idempotencyKey,
                refunded + more,
                declineReason,
                createdAt,
                callbackUrl);
    }
}
