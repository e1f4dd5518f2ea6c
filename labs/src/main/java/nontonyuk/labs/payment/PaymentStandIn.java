package nontonyuk.labs.payment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import nontonyuk.common.Hmac;
import nontonyuk.labs.StandIn;

/**
 * A stand-in for a payment provider: it charges and refunds money that does not exist, sends callbacks, and fails in
 * every way that a real provider does.
 */
public final class PaymentStandIn {
    private PaymentStandIn() {}

    public static void main(String[] args) {
        StandIn.run(
                "payment",
                "Payment",
                settings -> start(
                        StandIn.host(settings),
                        settings.port("PAYMENT_PORT", 8091),
                        settings.secret("PAYMENT_KEY"),
                        settings.secret("PAYMENT_CALLBACK_SECRET"),
                        // Beside the database of `make db`: one deletion of data/ resets both.
                        Path.of(settings.text("PAYMENT_LEDGER", "data/payments.jsonl")),
                        StandIn::print));
    }

    /**
     * Starts it; {@code key} is the bearer token of its clients, and {@code ledger} the file of earlier charges and
     * refunds, which it continues.
     */
    static StandIn start(int port, String key, String callbackSecret, Path ledger, Consumer<String> log)
            throws IOException {
        return start(StandIn.LOCAL, port, key, callbackSecret, ledger, log);
    }

    private static StandIn start(
            String host, int port, String key, String callbackSecret, Path ledger, Consumer<String> log)
            throws IOException {
        var file = LedgerFile.open(ledger);
        try {
            var callbacks = new Callbacks(new Hmac(callbackSecret), log);
            var protocol = new Protocol(key, callbacks, file::append);
            file.read(protocol::restore, log);
            return new StandIn("payment", host, port, protocol, log, callbacks, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
