package nontonyuk.labs.system;

import static nontonyuk.common.http.TestClient.await;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a login reaches all four jars. */
class LogoutIT {
    private static final Map<String, String> PATHS = Map.of(
            "auth", "/me",
            "movie", "/movies",
            "order", "/orders",
            "gateway", "/api/movies");

    @RegisterExtension
    static final RunningSystem system = RunningSystem.temporary();

    private TestClient.Answer ask(String service, String token) {
        return system.client(service).as(token).get(PATHS.get(service));
    }

    @Test
    void whoever_logs_out_is_refused_by_every_service_within_five_seconds() {
        var token = system.token("gita@example.com");
        var other = system.token("gita@example.com");
        for (var service : RunningSystem.SERVICES) {
            assertEquals(200, ask(service, token).status(), service);
        }
        assertEquals(204, system.client("auth").as(token).post("/logout", "").status());
        var since = Instant.now();
        for (var service : RunningSystem.SERVICES) {
            await(service + " to refuse", () -> ask(service, token).problem().equals("session-ended"));
        }
        var seconds = Duration.between(since, Instant.now()).toSeconds();
        assertTrue(seconds <= 5, "it took " + seconds + " s");

        // Without auth, ended logins stay refused, and other logins stay valid.
        system.process("auth").kill();
        for (var service : new String[] {"movie", "order", "gateway"}) {
            assertEquals("session-ended", ask(service, token).problem(), service);
            assertEquals(200, ask(service, other).status(), service);
        }
    }
}
