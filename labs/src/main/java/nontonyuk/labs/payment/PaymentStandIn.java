package nontonyuk.labs.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import nontonyuk.labs.LocalServer;

/**
 * A stand-in for a payment provider: a server on this machine that takes and gives back money that nobody has, calls
 * back as providers do, and goes wrong in every way in which they do.
 */
public final class PaymentStandIn implements AutoCloseable {
    private final LocalServer server;
    private final Callbacks callbacks;
    private final LedgerFile ledger;

    private PaymentStandIn(LocalServer server, Callbacks callbacks, LedgerFile ledger) {
        this.server = server;
        this.callbacks = callbacks;
        this.ledger = ledger;
    }

    public static void main(String[] args) {
        LocalServer.run(
                "Payment",
                settings -> start(
                                settings.port("PAYMENT_PORT", 8091),
                                settings.required("PAYMENT_KEY"),
                                settings.required("PAYMENT_CALLBACK_SECRET"),
                                // Beside the database of `make db`: deleting data/ forgets
                                // both.
                                Path.of(settings.text("PAYMENT_LEDGER", "data/payments.jsonl")),
                                System.out::println)
                        .url());
    }

    /**
     * Starts it on the loopback address; port 0 is a free one.
     *
     * @param key what its clients show as their bearer token
     * @param callbackSecret what its callbacks are signed with
     * @param ledger the file of what was charged and given back before, which it goes on with
     * @param log is given one line for each request and each callback, without secrets
     */
    public static PaymentStandIn start(int port, String key, String callbackSecret, Path ledger, Consumer<String> log)
            throws IOException {
        var file = LedgerFile.open(ledger);
        try {
            var callbacks = new Callbacks(new Signature(callbackSecret), log);
            var protocol = new Protocol(key, callbacks, file::append);
            file.read(protocol::restore, log);
            var server = LocalServer.start(port, "PAYMENT_PORT", protocol::answer, Failures.INTERNAL_ERROR, log);
            return new PaymentStandIn(server, callbacks, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Its base address, {@code http://127.0.0.1:port}. */
    public String url() {
        return server.url();
    }

    /** Stops at once; what is in flight gets no answer, and what wasn't called back never is. */
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
