package nontonyuk.auth;

import com.auth0.jwt.JWT;
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
import nontonyuk.common.token.RemoteKeys;
import nontonyuk.common.token.TestTokens;
import nontonyuk.common.token.TokenVerifier;
import nontonyuk.sql.TestDatabase;
import nontonyuk.sql.TestSigningKey;

/** A running auth service on a free port, with its database and the requests that many tests send. */
final class TestAuth implements AutoCloseable {
    static final String SECRET = "a secret for tests only";
    static final String ORDER_SECRET = "another one for tests only";

    static final String EMAIL = "ani@example.com";
    static final String PASSWORD = "salt popcorn";

    private final TestDatabase testDatabase;
    final Database database;
    final TestRows rows;
    final SigningKeys keys;
    final Service service;
    final TestClient client;

    private TestAuth(TestDatabase testDatabase, Settings settings) {
        this.testDatabase = testDatabase;
        rows = new TestRows(testDatabase);
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

    /** Starts an instance on a new database, which has a signing key, and waits until it is ready. */
    static TestAuth start(String... settings) {
        var database = TestDatabase.create("auth");
        TestSigningKey.store(TestTokens.OTHER_KEYS, database.settings());
        return start(database, settings);
    }

    /** Starts an instance that has one account, the admin {@link #EMAIL}. */
    static TestAuth withAni(String... settings) {
        var auth = start(settings);
        auth.register(EMAIL, PASSWORD).expect(201);
        return auth;
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
        return login(email, password).expect(200).data();
    }

    JsonNode session() {
        return session(EMAIL, PASSWORD);
    }

    static String sid(JsonNode session) {
        return JWT.decode(session.path("access_token").asText()).getClaim("sid").asString();
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
        return login(email, password).field("access_token");
    }

    String token() {
        return token(EMAIL, PASSWORD);
    }

    List<String> publishedKeys() {
        return client.get("/.well-known/jwks.json").json().path("keys").findValuesAsText("kid");
    }

    /** The verifier of another service, for which no session has ended. */
    TokenVerifier otherService() {
        return new TokenVerifier(new RemoteKeys(upstream()), session -> false);
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
        rows.close();
    }
}
