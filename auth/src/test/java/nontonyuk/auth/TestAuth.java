package nontonyuk.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.sql.TestDatabase;

/** A running instance of auth, and what its tests ask of it again and again. */
final class TestAuth implements AutoCloseable {
    static final String SECRET = "a secret for tests only";
    static final String ORDER_SECRET = "another one for tests only";

    private final Database database;
    final SigningKeys keys;
    final Service service;
    final TestClient client;

    private TestAuth(Settings settings) {
        database = Database.open(settings, "auth");
        keys = AuthService.keys(settings, database);
        var routes = AuthService.routes(settings, database, keys);
        service = Service.start("auth", settings, 0, routes, database, keys);
        client = TestClient.to(service.port());
    }

    /** The settings for that database, and then {@code more}: a name, its value, and so on. */
    static Map<String, String> settings(TestDatabase database, String... more) {
        var settings = new HashMap<>(database.settings());
        settings.put("GATEWAY_CLIENT_SECRET", SECRET);
        settings.put("ORDER_CLIENT_SECRET", ORDER_SECRET);
        settings.put("BCRYPT_COST", "4"); // the least there is: tests register many
        for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
        return settings;
    }

    /** One that is ready. */
    static TestAuth start(TestDatabase database, String... more) {
        var auth = begin(settings(database, more));
        auth.client.whenReady();
        return auth;
    }

    /** One that need not be ready yet. */
    static TestAuth begin(Map<String, String> settings) {
        return new TestAuth(Settings.of(settings));
    }

    /** As another service knows it. */
    Upstream upstream() {
        var address = URI.create("http://127.0.0.1:" + service.port());
        return new Upstream("auth", List.of(address));
    }

    TestClient.Answer register(String email, String password) {
        return client.post("/register", credentials(email, password));
    }

    TestClient.Answer login(String email, String password) {
        return client.post("/login", credentials(email, password));
    }

    /** What a login answers that works. */
    JsonNode session(String email, String password) {
        var answer = login(email, password);
        if (answer.status() != 200) throw new AssertionError(answer.text());
        return answer.data();
    }

    TestClient.Answer refresh(String refreshToken) {
        return client.post("/token/refresh", "{\"refresh_token\": \"" + refreshToken + "\"}");
    }

    /** The same, by what a login or another refresh answered. */
    TestClient.Answer refresh(JsonNode session) {
        return refresh(session.path("refresh_token").asText());
    }

    /** With the access token of what a login answered. */
    TestClient as(JsonNode session) {
        return client.as(session.path("access_token").asText());
    }

    /** The access token of a login that works. */
    String token(String email, String password) {
        return login(email, password).data().path("access_token").asText();
    }

    TestClient.Answer serviceToken(String clientId, String secret) {
        return client.post("/service-token", """
                {"grant_type": "client_credentials", "client_id": "%s", "client_secret": "%s"}""".formatted(clientId, secret));
    }

    /** Both go into the JSON as they are, escapes included. */
    static String credentials(String email, String password) {
        return """
                {"email": "%s", "password": "%s"}""".formatted(email, password);
    }

    @Override
    public void close() {
        service.close();
        database.close();
    }
}
