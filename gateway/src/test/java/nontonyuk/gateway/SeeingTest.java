package nontonyuk.gateway;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import nontonyuk.common.http.TestClient;
import org.junit.jupiter.api.Test;

/** What the log and the metrics show of a request that took two attempts. */
class SeeingTest {
    @Test
    void each_try_has_a_line_and_a_place_among_the_numbers() throws Exception {
        try (var log = new CapturedLog();
                var gone = new Backend(inFlight -> Duration.ZERO);
                var well = new Backend(inFlight -> Duration.ZERO);
                var gateway = Backend.gateway(8, Duration.ofSeconds(5), gone, well)) {
            gone.kill();
            var client = TestClient.to(gateway.port());
            assertEquals(200, client.post("/api/movies/5", "{}").status());
            assertTrue(log.has("to movie at %s, attempt 1: POST /movies/5 refused "
                    .formatted(gone.address().getAuthority())));
            assertTrue(log.has("to movie at %s, attempt 2: POST /movies/5 200 "
                    .formatted(well.address().getAuthority())));
            assertNumbers(
                    client,
                    "upstream_requests_total{service=\"movie\",outcome=\"refused\"} 1",
                    "upstream_requests_total{service=\"movie\",outcome=\"200\"} 1",
                    "upstream_request_duration_seconds_count{service=\"movie\"} 2",
                    "upstream_breaker_state{service=\"movie\",instance=\"%s\"} 0"
                            .formatted(well.address().getAuthority()),
                    "gateway_in_flight{service=\"movie\"} 0");
        }
    }

    @Test
    void a_breaker_that_opens_and_a_read_that_is_repeated_are_seen() throws Exception {
        try (var log = new CapturedLog();
                var rubbish = Wire.answering("rubbish\r\n\r\n");
                var gateway = Backend.gateway(8, Duration.ofSeconds(5), Wire.address(rubbish))) {
            var client = TestClient.to(gateway.port());
            for (int i = 0; i < 3; i++) client.get("/api/movies");
            assertEquals("movie-unavailable", client.get("/api/movies").problem());
            assertTrue(log.has("to movie: not sent, the circuit breaker of every instance is open"));
            assertNumbers(
                    client,
                    "upstream_requests_total{service=\"movie\",outcome=\"broken\"} 5",
                    "upstream_requests_total{service=\"movie\",outcome=\"rests\"} 1",
                    "upstream_breaker_state{service=\"movie\",instance=\"%s\"} 2"
                            .formatted(Wire.address(rubbish).getAuthority()));
            var metrics = client.get("/metrics").text();
            assertTrue(metrics.contains("upstream_retries_total{service=\"movie\"} "), metrics);
        }
    }

    private static void assertNumbers(TestClient client, String... lines) {
        var metrics = client.get("/metrics").text();
        for (var line : lines) assertTrue(metrics.contains(line + "\n"), line + " in " + metrics);
    }
}
