package nontonyuk.labs.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import nontonyuk.common.problem.Problem;

/** What was charged and given back, oldest first. */
final class Ledger {
    private final Map<String, Charge> charges = new LinkedHashMap<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final Consumer<Entry> file;

    /** {@code file} is given each entry before it counts, one at a time. */
    Ledger(Consumer<Entry> file) {
        this.file = file;
    }

    /** One movement of money, or the try of it: there is either a charge or a refund. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String id,
            Instant createdAt,
            String idempotencyKey,
            NewCharge charge,
            boolean declined,
            NewRefund refund) {}

    static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    synchronized Charge charge(String idempotencyKey, NewCharge wanted, boolean decline) {
        var entry = new Entry(newId("ch_"), now(), idempotencyKey, wanted, decline, null);
        file.accept(entry);
        return charge(entry);
    }

    /** Of an entry that the file has. */
    synchronized Charge charge(Entry entry) {
        var wanted = entry.charge();
        var charge = new Charge(
                entry.id(),
                entry.declined() ? Charge.Status.DECLINED : Charge.Status.SUCCEEDED,
                wanted.amount(),
                wanted.currency(),
                wanted.reference(),
                entry.idempotencyKey(),
                0,
                entry.declined() ? "insufficient_funds" : null,
                entry.createdAt(),
                wanted.callbackUrl());
        charges.put(charge.id(), charge);
        return charge;
    }

    /** A refund, and the charge as it is with it. */
    record Refunded(Refund refund, Charge charge) {}

    /** Throws the 404 or 409 where that can't be given back. */
    synchronized Refunded refund(String idempotencyKey, NewRefund wanted) {
        var charge = find(wanted.charge());
        if (wanted.amount() > charge.left()) {
            throw Problem.conflict(
                    "refund-exceeds-charge",
                    "No more than %d can be given back of %s.".formatted(charge.left(), charge.id()));
        }
        var entry = new Entry(newId("re_"), now(), idempotencyKey, null, false, wanted);
        file.accept(entry);
        return refund(entry);
    }

    /** Of an entry that the file has. */
    synchronized Refunded refund(Entry entry) {
        var charge = find(entry.refund().charge());
        long amount = entry.refund().amount();
        var refund = new Refund(entry.id(), charge.id(), amount, "succeeded", entry.createdAt());
        var less = charge.refunded(amount);
        charges.put(less.id(), less);
        refunds.add(refund);
        return new Refunded(refund, less);
    }

    /** Throws the 404 where there is none of that name. */
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
