package nontonyuk.labs.payment;

import nontonyuk.common.problem.Check;

/** The body of a request for a refund. */
record NewRefund(String charge, Long amount) {
    NewRefund {
        var check = new Check();
        charge = check.text("charge", charge, 100);
        check.that(amount != null && amount >= 1, "amount", "out-of-range", "must be 1 or more");
        check.done();
    }
}
