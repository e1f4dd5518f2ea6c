package nontonyuk.labs.payment;

import java.net.URI;
import nontonyuk.common.problem.Check;

/** The body of a request for a charge; without a payment method the usual card of the buyer is charged. */
record NewCharge(Long amount, String currency, String reference, String callbackUrl, String paymentMethod) {
    NewCharge {
        var check = new Check();
        check.that(amount != null && amount >= 1, "amount", "out-of-range", "must be 1 or more");
        check.that("IDR".equals(currency), "currency", "unsupported", "must be IDR");
        reference = check.text("reference", reference, 100);
        check.that(callbackUrl == null || isHttpUrl(callbackUrl), "callback_url", "not-a-url", "must be an http URL");
        check.done();
    }

    private static boolean isHttpUrl(String text) {
        try {
            var uri = URI.create(text);
            return "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getPort() <= 65_535;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
