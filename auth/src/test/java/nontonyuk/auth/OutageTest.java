package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import nontonyuk.common.http.TestClient;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void it_may_start_before_its_database_and_lives_through_the_loss_of_it() throws IOException {
        var database = TestDatabase.create("auth");
        try (var cable = new Cable(database.url());
                var auth = TestAuth.begin(database, "AUTH_DB_URL", cable.url())) {
            TestClient.await(
                    "the report of what is missing",
                    () -> auth.client.get("/health/ready").text().contains("signing keys"));
            assertNothingWorks(auth);

            cable.plugIn();
            auth.client.whenReady();
            assertEquals(201, auth.register("ani@example.com", "salt popcorn").status());
            var token = auth.token("ani@example.com", "salt popcorn");
            assertEquals(200, auth.client.as(token).get("/me").status());

            cable.pull();
            assertNothingWorks(auth);
            assertUnavailable(auth.client.as(token).get("/me"));
            TestClient.await("not ready", () -> auth.client.get("/health/ready").status() == 503);
            assertEquals(200, auth.client.get("/health/live").status());

            cable.plugIn();
            auth.client.whenReady();
            assertEquals(200, auth.client.as(token).get("/me").status());
        }
    }

    private static void assertNothingWorks(TestAuth auth) {
        assertUnavailable(auth.register("budi@example.com", "salt popcorn"));
        assertUnavailable(auth.login("ani@example.com", "salt popcorn"));
        assertUnavailable(auth.serviceToken("gateway", TestAuth.SECRET));
        assertUnavailable(auth.client.get("/.well-known/jwks.json"));
    }

    private static void assertUnavailable(TestClient.Answer answer) {
        assertEquals(503, answer.status(), answer.text());
        assertEquals("database-unavailable", answer.problem());
        assertEquals("1", answer.header("Retry-After"));
    }
}
