package nontonyuk.labs.payment;

import static nontonyuk.labs.payment.TestShop.assertReplayed;
import static nontonyuk.labs.payment.TestShop.error;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nontonyuk.labs.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The payment provider still has every charge and refund after a restart. */
final class RestartTest {
    @RegisterExtension
    private final TestShop shop = new TestShop();

    private void restart() throws IOException {
        shop.standIn.close();
        shop.start();
    }

    @Test
    void a_charge_is_found_with_what_was_given_back_and_the_rest_can_be_given_back() throws IOException {
        var charge = shop.charged("pay-5", 100_000);
        shop.refund("back-1", charge, 30_000);
        var charges = shop.client.get("/charges").text();
        var refunds = shop.client.get("/refunds").text();

        restart();

        assertEquals(charges, shop.client.get("/charges").text());
        assertEquals(refunds, shop.client.get("/refunds").text());
        assertEquals(30_000, shop.charges().path(0).path("refunded").asLong());
        assertEquals("409 refund-exceeds-charge", error(shop.refund("back-2", charge, 70_001)));
        assertEquals(201, shop.refund("back-2", charge, 70_000).status());
        restart();
        assertEquals(100_000, shop.charges().path(0).path("refunded").asLong());
    }

    @Test
    void a_key_gets_the_answer_that_it_had() throws IOException {
        var paid = shop.charge("pay-5", shop.order(100_000));
        var charge = paid.json().path("id").textValue();
        var back = shop.refund("back-5", charge, 30_000);
        shop.mode("{\"mode\":\"decline\"}");
        var declined = shop.charge("pay-6", shop.order(100_000));

        restart();

        assertReplayed(paid, shop.charge("pay-5", shop.order(100_000)));
        assertReplayed(back, shop.refund("back-5", charge, 30_000));
        assertReplayed(declined, shop.charge("pay-6", shop.order(100_000)));
        assertEquals(402, declined.status());
        var other = shop.charge("pay-5", shop.order(100_001));
        assertEquals("422 idempotency-key-reused", error(other));
        assertEquals(2, shop.charges().size());
    }

    @Test
    void a_charge_is_in_the_file_before_anybody_hears_of_it() throws Exception {
        shop.mode("{\"mode\":\"callback_first\"}");
        var lines = new long[1];
        shop.answers.add(() -> {
            lines[0] = lines();
            return TestShop.status(204);
        });

        shop.charged("pay-5", 100_000);

        assertEquals(1, lines[0]);
    }

    private long lines() {
        try {
            return Files.readAllLines(shop.ledger).size();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void a_refund_of_a_restored_charge_is_told_to_its_callback() throws Exception {
        var charge = shop.charged("pay-5", 100_000);
        shop.heard();

        restart();
        shop.refund("back-5", charge, 100_000);

        assertEquals("charge.refunded", shop.heard().type());
    }

    @Test
    void a_last_line_that_was_cut_off_is_left_out_and_told() throws IOException {
        shop.charged("pay-5", 100_000);
        var whole = Files.readString(shop.ledger);
        shop.standIn.close();
        // Longer than the next line, so that a rest of it would stay in the file.
        append("{\"id\":\"ch_" + "0".repeat(1_000));

        shop.start();

        assertEquals(whole, Files.readString(shop.ledger));
        assertEquals(1, told());
        shop.charged("pay-6", 50_000);
        restart();
        assertEquals(2, shop.charges().size());
        assertEquals(1, told());
    }

    private void append(String text) throws IOException {
        Files.writeString(shop.ledger, text, StandardOpenOption.APPEND);
    }

    private long told() {
        var line = shop.ledger + ": the last line is incomplete and was deleted";
        return shop.log.stream().filter(line::equals).count();
    }

    @Test
    void a_whole_line_that_cannot_be_read_is_named_and_stops_the_start() throws IOException {
        shop.charged("pay-5", 100_000);
        shop.standIn.close();
        var whole = Files.readString(shop.ledger);
        append("{\"id\n" + whole);

        var e = assertThrows(IOException.class, shop::start);

        assertEquals(
                "Line 2 of %s can't be read: repair it, or delete data/ to start again from nothing."
                        .formatted(shop.ledger),
                e.getMessage());
        Files.writeString(shop.ledger, whole);
        shop.start();
        assertEquals(1, shop.charges().size());
    }

    @Test
    void a_file_has_one_stand_in_at_a_time() {
        var e = assertThrows(IOException.class, () -> start(0, shop.ledger));

        assertEquals(
                shop.ledger + " is in use by another stand-in: stop that, or set PAYMENT_LEDGER to another.",
                e.getMessage());
    }

    @Test
    void a_start_in_vain_lets_go_of_the_file(@TempDir Path folder) throws IOException {
        var ledger = folder.resolve("made/on/the/way/payments.jsonl");
        int taken = URI.create(shop.standIn.url()).getPort();
        assertThrows(IOException.class, () -> start(taken, ledger));

        start(0, ledger).close();
    }

    private static StandIn start(int port, Path ledger) throws IOException {
        return PaymentStandIn.start(port, TestShop.KEY, TestShop.SECRET, ledger, line -> {});
    }
}
