package nontonyuk.labs.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/** One change of a charge, with the charge as it was then. */
record Event(String id, Type type, Instant createdAt, Charge charge) {
    enum Type {
        SUCCEEDED("charge.succeeded"),
        DECLINED("charge.declined"),
        REFUNDED("charge.refunded");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        @Override
        @JsonValue
        public String toString() {
            return text;
        }
    }

    static Event charged(Charge charge) {
        return of(charge.isDeclined() ? Type.DECLINED : Type.SUCCEEDED, charge);
    }

    static Event refunded(Charge charge) {
        return of(Type.REFUNDED, charge);
    }

    private static Event of(Type type, Charge charge) {
        return new Event(Ledger.newId("evt_"), type, Ledger.now(), charge);
    }
}
