package nontonyuk.auth;

import java.time.Duration;
import nontonyuk.common.Settings;
import nontonyuk.common.access.Access;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.client.Upstream;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Router;
import nontonyuk.common.service.Service;
import nontonyuk.common.sql.Database;
import nontonyuk.common.token.TokenVerifier;

/** The auth service: accounts, and tokens that prove to all other services who a user is. */
public final class AuthService {
    private static final Duration ORDER_DEADLINE = Duration.ofSeconds(2); // the gateway waits five

    private AuthService() {}

    public static void main(String[] args) {
        Service.prepare("auth");
        var settings = Settings.read();
        var database = Database.open(settings, "auth");
        var keys = keys(settings, database);
        var routes = routes(settings, database, keys);
        Service.start("auth", settings, settings.port("AUTH_PORT", 8001), routes, database, keys);
    }

    static Router routes(Settings settings, Database database, SigningKeys keys) {
        int maxFailures = settings.number("LOGIN_TRIES", 10, 1, 1000);
        var tokens = new Tokens(keys, tokenLife(settings));
        var sessions = new Sessions(database, tokens, settings.number("REFRESH_DAYS", 30, 1, 365));
        var passwords = new Passwords(settings.number("BCRYPT_COST", 10, 4, 16));
        var firstAdmin = new FirstAdmin(settings.text("ADMIN_EMAIL", ""));
        var clients = new ClientAddress(settings.secret("GATEWAY_CLIENT_SECRET"));
        var users = new Users(database, passwords, sessions, firstAdmin, maxFailures, clients);
        var logins = new Logins(database, passwords, sessions, maxFailures, clients);
        var order = new ServiceClient(Upstream.at(settings, "order", 8003), ORDER_DEADLINE);
        var deletion = new AccountDeletion(database, logins, sessions, order, tokens);
        var tokenRefresh = new TokenRefresh(database, sessions);
        var services = new ServiceClients(settings, tokens);
        return new Router(new TokenVerifier(keys, sessions))
                .post("/register", Access.OPEN, passwords.limited(users::register))
                .post("/login", Access.OPEN, passwords.limited(logins::login))
                .post("/token/refresh", Access.OPEN, tokenRefresh::refresh)
                .post("/logout", sessions::logout)
                .post("/password", passwords.limited(logins::changePassword))
                .get("/me", users::me)
                .delete("/me", Access.SIGNED_IN, passwords.limited(deletion::own))
                .get("/users", Access.ADMIN, users::list)
                .get("/users/{id}/exists", Access.SERVICE, users::exists)
                .polled("/users/deleted", Access.SERVICE, deletion::list)
                .delete("/users/{id}", Access.ADMIN, deletion::byAdmin)
                .put("/users/{id}/role", Access.ADMIN, users::changeRole)
                .get("/.well-known/jwks.json", Access.OPEN, keys::publish)
                .polled("/sessions/ended", Access.OPEN, sessions::ended)
                .post("/keys/rotate", Access.ADMIN, keys::rotate)
                .post("/service-token", Access.OPEN, services::token);
    }

    static SigningKeys keys(Settings settings, Database database) {
        var rotation = new KeyRotation(database, settings.number("KEY_DAYS", 90, 1, 3650), tokenLife(settings));
        return new SigningKeys(database, rotation);
    }

    private static Duration tokenLife(Settings settings) {
        return Duration.ofMinutes(settings.number("TOKEN_MINUTES", 15, 1, 1440));
    }
}
