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

/** A running auth service on a free port, with its database and the requests that many tests send. */
final class TestAuth implements AutoCloseable {
    static final String SECRET = "a secret for tests only";
    static final String ORDER_SECRET = "another one for tests only";

    private final TestDatabase testDatabase;
    private final Database database;
    final SigningKeys keys;
    final Service service;
    final TestClient client;

    private TestAuth(TestDatabase testDatabase, Settings settings) {
        this.testDatabase = testDatabase;
        database = Database.open(settings, "auth");
        keys = AuthService.keys(settings, database);
        var routes = AuthService.routes(settings, database, keys);
        service = Service.start("auth", settings, 0, routes, database, keys);
        client = TestClient.to(service.port());
    }

    /** The settings for a database, and {@code more}: a name, its value, and so on. */
    static Map<String, String> settings(TestDatabase database, String... more) {
        var settings = new HashMap<>(database.settings());
        settings.put("GATEWAY_CLIENT_SECRET", SECRET);
        settings.put("ORDER_CLIENT_SECRET", ORDER_SECRET);
        settings.put("BCRYPT_COST", "4"); // the minimum: tests register many users
        for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
        return settings;
    }

    /** Starts an instance on a new database and waits until it is ready. */
    static TestAuth start(String... settings) {
        return start(TestDatabase.create("auth"), settings);
    }

    /** Starts another instance on the same database. */
    TestAuth another(String... settings) {
        return start(testDatabase, settings);
    }

    static TestAuth start(TestDatabase database, String... settings) {
        var auth = begin(database, settings);
        auth.client.whenReady();
        return auth;
    }

    /** Starts an instance and does not wait. */
    static TestAuth begin(TestDatabase database, String... settings) {
        return new TestAuth(database, Settings.of(settings(database, settings)));
    }

    TestRows rows() {
        return new TestRows(testDatabase);
    }

    /** The way in which other services reach it. */
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

    /** The data of a successful login. */
    JsonNode session(String email, String password) {
        var answer = login(email, password);
        if (answer.status() != 200) throw new AssertionError(answer.text());
        return answer.data();
    }

    TestClient.Answer refresh(String refreshToken) {
        return client.post("/token/refresh", "{\"refresh_token\": \"" + refreshToken + "\"}");
    }

    /** The same, with the data of a login or refresh. */
    TestClient.Answer refresh(JsonNode session) {
        return refresh(session.path("refresh_token").asText());
    }

    /** A client with the access token of a login or refresh. */
    TestClient as(JsonNode session) {
        return client.as(session.path("access_token").asText());
    }

    /** The access token of a successful login. */
    String token(String email, String password) {
        return login(email, password).data().path("access_token").asText();
    }

    TestClient.Answer serviceToken(String clientId, String secret) {
        return client.post("/service-token", """
                {"grant_type": "client_credentials", "client_id": "%s", "client_secret": "%s"}""".formatted(clientId, secret));
    }

    /** The body with both texts unchanged, JSON escapes included. */
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
