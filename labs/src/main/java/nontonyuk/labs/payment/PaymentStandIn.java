package nontonyuk.labs.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import nontonyuk.common.Hmac;
import nontonyuk.labs.StandIn;

/**
 * A stand-in for a payment provider: it charges and refunds money that does not exist, sends callbacks, and fails in
 * every way that a real provider does.
 */
public final class PaymentStandIn implements AutoCloseable {
    private final StandIn server;
    private final Callbacks callbacks;
    private final LedgerFile ledger;

    private PaymentStandIn(StandIn server, Callbacks callbacks, LedgerFile ledger) {
        this.server = server;
        this.callbacks = callbacks;
        this.ledger = ledger;
    }

    public static void main(String[] args) {
        StandIn.run(
                "payment",
                "Payment",
                settings -> start(
                                settings.port("PAYMENT_PORT", 8091),
                                settings.required("PAYMENT_KEY"),
                                settings.required("PAYMENT_CALLBACK_SECRET"),
                                // Beside the database of `make db`: one deletion of data/ resets both.
                                Path.of(settings.text("PAYMENT_LEDGER", "data/payments.jsonl")),
                                System.out::println)
                        .url());
    }

    /**
     * Starts it on the loopback address.
     *
     * @param port 0 lets the system choose a free one
     * @param key the bearer token of its clients
     * @param callbackSecret signs the callbacks
     * @param ledger the file with the earlier charges and refunds, which it continues
     * @param log receives one line for each request and each callback, without secrets
     */
    static PaymentStandIn start(int port, String key, String callbackSecret, Path ledger, Consumer<String> log)
            throws IOException {
        var file = LedgerFile.open(ledger);
        try {
            var callbacks = new Callbacks(new Hmac(callbackSecret), log);
            var protocol = new Protocol(key, callbacks, file::append);
            file.read(protocol::restore, log);
            return new PaymentStandIn(new StandIn("payment", port, "PAYMENT_PORT", protocol, log), callbacks, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The base address, {@code http://127.0.0.1:port}. */
    String url() {
        return server.url();
    }

    /** Stops at once: requests in flight get no answer, and open callbacks are never sent. */
    @Override
    public void close() {
        server.close();
        callbacks.close();
        try {
            ledger.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
