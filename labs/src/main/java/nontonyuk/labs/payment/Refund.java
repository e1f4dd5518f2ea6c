package nontonyuk.labs.payment;

import java.time.Instant;

/** A refund of one charge. A refused refund is not stored. */
record Refund(String id, String charge, long amount, String status, Instant createdAt) {}
