package nontonyuk.gateway.forward;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import nontonyuk.gateway.Backend;
import org.junit.jupiter.api.Test;

/** A service gets more requests than it can answer. */
class OverloadTest {
    private static final int AT_ONCE = 4;
    private static final int PER_SECOND = 40; // the capacity of the service: 4 at once, 100 ms each
    private static final int SECONDS = 3;

    /** Like a processor or a disk: more requests at once make each of them slower. */
    private static Duration work(int inFlight) {
        return Duration.ofMillis(100L * Math.max(inFlight, AT_ONCE) / AT_ONCE);
    }

    /** Good answers a second. It sends {@code perSecond} requests a second, even while answers are missing. */
    private static double goodput(int port, int perSecond) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var address = URI.create("http://127.0.0.1:" + port + "/api/movies");
        var request = HttpRequest.newBuilder(address).build();
        var answers = new ArrayList<CompletableFuture<Boolean>>();
        long start = System.nanoTime();
        for (int i = 0; i < perSecond * SECONDS; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            answers.add(
                    client.sendAsync(request, BodyHandlers.discarding()).handle((answer, broken) -> isGood(answer)));
        }
        long good = answers.stream().filter(CompletableFuture::join).count();
        return good * 1e9 / (System.nanoTime() - start);
    }

    private static boolean isGood(HttpResponse<?> answer) {
        return answer != null && answer.statusCode() == 200;
    }

    @Test
    void at_five_times_what_it_can_do_a_service_still_does_nine_tenths() throws Exception {
        double peak = 0;
        double overloaded = 0;
        try (var service = new Backend(OverloadTest::work);
                var gateway = Backend.gateway(4 * AT_ONCE, Duration.ofSeconds(2), service)) {
            goodput(gateway.port(), PER_SECOND / 2); // warm-up
            // A busy machine may try again.
            for (int round = 0; round < 3 && overloaded <= 0.9 * peak; round++) {
                peak = Math.max(peak, goodput(gateway.port(), PER_SECOND));
                overloaded = goodput(gateway.port(), 5 * PER_SECOND);
            }
        }
        assertTrue(overloaded >= 0.9 * peak, overloaded + " a second of " + peak);
    }
}
