package nontonyuk.order.payment;

import com.fasterxml.jackson.databind.JsonNode;
import nontonyuk.common.problem.Check;

/** A charge of the payment provider. The amounts are in the smallest unit of the currency (ISO 4217). */
record Charge(String id, Status status, long amount, String currency, String idempotencyKey, long refunded) {
    private static final String NAME = "[!-~]{1,64}";

    enum Status {
        SUCCEEDED,
        DECLINED
    }

    /** Throws a 422 that names each field with a value that no charge has. */
    static Charge of(JsonNode json) {
        var check = new Check();
        var status = text(check, json, "status", "succeeded|declined");
        var charge = new Charge(
                text(check, json, "id", NAME),
                "declined".equals(status) ? Status.DECLINED : Status.SUCCEEDED,
                number(check, json, "amount", 1),
                text(check, json, "currency", "[A-Z]{3}"),
                text(check, json, "idempotency_key", NAME),
                number(check, json, "refunded", 0));
        boolean isPart = charge.refunded <= charge.amount;
        check.that(isPart, "charge.refunded", "out-of-range", "must not be more than the amount");
        check.done();
        return charge;
    }

    private static String text(Check check, JsonNode json, String name, String form) {
        var text = json.path(name).textValue();
        boolean isRight = text != null && text.matches(form);
        check.that(isRight, "charge." + name, "wrong-type", "must be a text of the form " + form);
        return text;
    }

    private static long number(Check check, JsonNode json, String name, long min) {
        var number = json.path(name);
        boolean isRight = number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= min;
        check.that(isRight, "charge." + name, "wrong-type", "must be a whole number, " + min + " or more");
        return number.longValue();
    }

    boolean hasPriceOf(Payment payment) {
        return amount == payment.amount() && currency.equals(payment.currency());
    }

    boolean isRefunded() {
        return refunded == amount;
    }
}
