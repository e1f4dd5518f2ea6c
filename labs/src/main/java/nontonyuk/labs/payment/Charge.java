package nontonyuk.labs.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** A charge, succeeded or declined, with the entry of the ledger that made it. */
record Charge(
        String id,
        String status,
        long amount,
        String currency,
        String reference,
        String idempotencyKey,
        long refunded,
        String declineReason,
        Instant createdAt,
        @JsonIgnore LedgerEntry entry) {

    static Charge of(LedgerEntry entry, long refunded) {
        return new Charge(
                entry.id(),
                entry.declined() ? "declined" : "succeeded",
                entry.charge().amount(),
                entry.charge().currency(),
                entry.charge().reference(),
                entry.idempotencyKey(),
                refunded,
                entry.declined() ? "insufficient_funds" : null,
                entry.createdAt(),
                entry);
    }

    /** The amount that can still be refunded. */
    long refundable() {
        return entry.declined() ? 0 : amount - refunded;
    }

    /** The URL of the shop for the events of this charge, or null. */
    String callbackUrl() {
        return entry.charge().callbackUrl();
    }
}
