package nontonyuk.labs.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** One line of the file: either a charge or a refund is set. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LedgerEntry(
        String id, Instant createdAt, String idempotencyKey, NewCharge charge, boolean declined, NewRefund refund) {}
