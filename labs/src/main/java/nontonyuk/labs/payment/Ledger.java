package nontonyuk.labs.payment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nontonyuk.common.Problem;

/** What was charged and given back, oldest first, in memory. */
final class Ledger {
    private final Map<String, Charge> charges = new LinkedHashMap<>();
    private final List<Refund> refunds = new ArrayList<>();

    static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    synchronized Charge charge(String idempotencyKey, NewCharge wanted, boolean decline) {
        var charge =
                new Charge(
                        newId("ch_"),
                        decline ? Charge.Status.DECLINED : Charge.Status.SUCCEEDED,
                        wanted.amount(),
                        wanted.currency(),
                        wanted.reference(),
                        idempotencyKey,
                        0,
                        decline ? "insufficient_funds" : null,
                        now(),
                        wanted.callbackUrl());
        charges.put(charge.id(), charge);
        return charge;
    }

    /** A refund, and the charge as it is with it. */
    record Refunded(Refund refund, Charge charge) {}

    /** Throws the 404 or 409 where that can't be given back. */
    synchronized Refunded refund(NewRefund wanted) {
        var charge = find(wanted.charge());
        if (wanted.amount() > charge.left()) {
            throw Problem.conflict(
                    "refund-exceeds-charge",
                    "No more than %d can be given back of %s."
                            .formatted(charge.left(), charge.id()));
        }
        var refund = new Refund(newId("re_"), charge.id(), wanted.amount(), "succeeded", now());
        var less = charge.refunded(wanted.amount());
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
