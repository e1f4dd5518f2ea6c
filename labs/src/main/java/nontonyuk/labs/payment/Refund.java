package nontonyuk.labs.payment;

import java.time.Instant;

/** Money given back, of one charge. A refund that can't be made isn't kept. */
record Refund(String id, String charge, long amount, String status, Instant createdAt) {}
