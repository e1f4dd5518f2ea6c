package nontonyuk.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;

/** The services that call other services. Each gets a token for that with its secret. */
final class ServiceClients {
    private final Map<String, byte[]> secrets = new HashMap<>();
    private final Tokens tokens;

    /** Each has its own setting for the secret: {@code GATEWAY_CLIENT_SECRET} for {@code gateway}. */
    ServiceClients(Settings settings, Tokens tokens) {
        for (var name : List.of("gateway", "order")) {
            var secret = settings.secret(name.toUpperCase(Locale.ROOT) + "_CLIENT_SECRET");
            secrets.put(name, secret.getBytes(StandardCharsets.UTF_8));
        }
        this.tokens = tokens;
    }

    /** The body of POST /service-token, with the fields of RFC 6749 §4.4. */
    private record ClientCredentials(String grantType, String clientId, String clientSecret) {
        ClientCredentials {
            var check = new Check();
            check.present("grant_type", grantType);
            check.that(
                    grantType == null || grantType.equals("client_credentials"),
                    "grant_type",
                    "unsupported-grant",
                    "must be client_credentials");
            check.present("client_id", clientId);
            check.present("client_secret", clientSecret);
            check.done();
        }
    }

    Response token(Request request) {
        var given = request.body(ClientCredentials.class);
        var secret = secrets.get(given.clientId());
        // equals() stops at the first difference, and its duration tells an attacker where that is
        if (secret == null || !MessageDigest.isEqual(given.clientSecret().getBytes(StandardCharsets.UTF_8), secret)) {
            throw Tokens.refused("Client or secret is wrong.");
        }
        return Tokens.response("Token issued", tokens.forService(given.clientId()));
    }
}
