package nontonyuk.labs.run;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.http.TestClient;
import nontonyuk.labs.load.Customers;
import nontonyuk.labs.load.Customers.Seen;
import nontonyuk.labs.system.RunningSystem;

/**
 * Rotates the signing key while customers buy, and prints their failures: no service may refuse a valid token. It moves
 * the times of the keys in the database, so it need not wait for minutes.
 */
final class KeyRotationRun implements AutoCloseable {
    /** A service that has just fetched the keys does not fetch them again for ten seconds. */
    private static final Duration NEXT_FETCH = Duration.ofSeconds(11);

    private final RunningSystem system;
    private final TestClient gateway;
    private final Customers customers;

    /** Starts the customers. */
    KeyRotationRun(RunningSystem system, int count) {
        this.system = system;
        gateway = system.client("gateway");
        customers = new Customers(system, count, List.of(gateway));
    }

    public static void main(String[] args) {
        boolean isWell = true;
        try (var system =
                        RunningSystem.temporary().withSecond("auth").optimized().startAll();
                var test = new KeyRotationRun(system, 8)) {
            System.out.println("round  now               keys published  " + Seen.HEADING);
            for (int round = 1; round <= Integer.getInteger("rounds", 5); round++) {
                for (var step : test.rotate()) {
                    isWell &= step.seen().isWell();
                    System.out.printf("%5d  %s%n", round, step);
                }
            }
        }
        System.exit(isWell ? 0 : 1);
    }

    record Step(String now, int keys, Seen seen) {
        @Override
        public String toString() {
            return "%-16s %14d  %s".formatted(now, keys, seen);
        }
    }

    /**
     * Rotates the key once; returns the results of the customers for each step. The customers log in at each visit, so
     * a token from the start shows that an old token stays valid until it expires.
     */
    List<Step> rotate() {
        var steps = new ArrayList<Step>();
        steps.add(step("one key"));
        var old = system.token("customer0@example.com");
        var rotated = gateway.as(system.adminToken()).post("/api/keys/rotate", "");
        assertEquals(200, rotated.status(), rotated.text());
        var fetched = Instant.now();
        steps.add(step("the next is out"));
        await("the next fetch of the keys", () -> fetched.plus(NEXT_FETCH).isBefore(Instant.now()));
        pass("6 MINUTE");
        await("the next key to sign", () -> signs(rotated.data().path("kid").asText()));
        steps.add(step("the next signs"));
        pass("14 MINUTE"); // the last token of the old key lives for fifteen
        assertEquals(200, system.client("auth").as(old).get("/me").status());
        pass("2 MINUTE");
        steps.add(step("the old is gone"));
        assertEquals(List.of(1, 2, 2, 1), steps.stream().map(Step::keys).toList());
        return steps;
    }

    private Step step(String now) {
        customers.awaitEachAgain();
        return new Step(now, published(), customers.seen());
    }

    private int published() {
        return gateway.get("/api/.well-known/jwks.json").json().path("keys").size();
    }

    private boolean signs(String kid) {
        return JWT.decode(system.token("customer0@example.com")).getKeyId().equals(kid);
    }

    /** Makes the keys older by this time. */
    private void pass(String time) {
        system.sql("auth", """
                UPDATE signing_keys
                SET made_at = made_at - INTERVAL %s,
                    retired_at = retired_at - INTERVAL %s""".formatted(time, time));
    }

    @Override
    public void close() {
        customers.close();
    }
}
