package nontonyuk.labs.payment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import nontonyuk.common.problem.Problem;

/** All charges and refunds, oldest first. */
final class Ledger {
    private final Map<String, Charge> charges = new LinkedHashMap<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final Consumer<LedgerEntry> file;

    /** {@code file} receives each entry before it is valid, one at a time. */
    Ledger(Consumer<LedgerEntry> file) {
        this.file = file;
    }

    static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    synchronized Charge charge(String idempotencyKey, NewCharge wanted, boolean decline) {
        var entry = new LedgerEntry(newId("ch_"), now(), idempotencyKey, wanted, decline, null);
        file.accept(entry);
        return charge(entry);
    }

    /** Applies an entry of the file. */
    synchronized Charge charge(LedgerEntry entry) {
        var charge = Charge.of(entry, 0);
        charges.put(charge.id(), charge);
        return charge;
    }

    record Refund(String id, String charge, long amount, String status, Instant createdAt) {}

    /** A refund, and its charge after it. */
    record Refunded(Refund refund, Charge charge) {}

    /** Makes a refund; throws a 404 for an unknown charge and a 409 for more than is left of it. */
    synchronized Refunded refund(String idempotencyKey, NewRefund wanted) {
        var charge = find(wanted.charge());
        if (wanted.amount() > charge.refundable()) {
            throw Problem.conflict(
                    "refund-exceeds-charge",
                    "Only %d of %s can be refunded.".formatted(charge.refundable(), charge.id()));
        }
        var entry = new LedgerEntry(newId("re_"), now(), idempotencyKey, null, false, wanted);
        file.accept(entry);
        return refund(entry);
    }

    /** Applies an entry of the file. */
    synchronized Refunded refund(LedgerEntry entry) {
        var charge = find(entry.refund().charge());
        long amount = entry.refund().amount();
        var refund = new Refund(entry.id(), charge.id(), amount, "succeeded", entry.createdAt());
        var after = Charge.of(charge.entry(), charge.refunded() + amount);
        charges.put(after.id(), after);
        refunds.add(refund);
        return new Refunded(refund, after);
    }

    /** The charge with this id, or a 404. */
    synchronized Charge find(String id) {
        var charge = charges.get(id);
        if (charge == null) throw Problem.notFound("not-found", "There is no such charge.");
        return charge;
    }

    synchronized List<Charge> charges() {
        return List.copyOf(charges.values());
    }

    synchronized List<Refund> refunds() {
        return List.copyOf(refunds);
    }
}
