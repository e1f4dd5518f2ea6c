package nontonyuk.auth;

import java.util.List;
import nontonyuk.common.Access;
import nontonyuk.common.Database;
import nontonyuk.common.Router;
import nontonyuk.common.Service;
import nontonyuk.common.Settings;
import nontonyuk.common.TokenVerifier;

/** The auth service: who has an account, and tokens that prove it to all other services. */
public final class AuthService {
    private AuthService() {}

    public static void main(String[] args) {
        Service.name("auth");
        var settings = Settings.read();
        var database = Database.open(settings, "auth");
        var keys = new SigningKeys(database);
        var routes = routes(settings, database, keys);
        Service.start("auth", settings, settings.port("AUTH_PORT", 8001), routes, database, keys);
    }

    static Router routes(Settings settings, Database database, SigningKeys keys) {
        var tokens = new Tokens(keys, settings.number("TOKEN_MINUTES", 60, 1, 1440));
        var passwords = new Passwords(settings.number("BCRYPT_COST", 10, 4, 16));
        var admin = new AdminRule(settings.text("ADMIN_EMAIL", ""));
        var users = new Users(database, passwords, tokens, admin);
        var services = new ServiceClients(List.of("gateway", "order"), settings, tokens);
        return new Router(new TokenVerifier(keys))
                .post("/register", Access.OPEN, users::register)
                .post("/login", Access.OPEN, users::login)
                .get("/me", users::me)
                .get("/.well-known/jwks.json", Access.OPEN, keys::publish)
                .post("/service-token", Access.OPEN, services::token);
    }
}
