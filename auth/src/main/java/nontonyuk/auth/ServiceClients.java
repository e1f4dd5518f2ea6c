package nontonyuk.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.token.ServiceToken;

/** Our services that call others of their own accord; each gets a token for that with its secret. */
final class ServiceClients {
    private final Map<String, byte[]> secrets = new HashMap<>();
    private final Tokens tokens;

    /** The secret of each is its own setting: {@code GATEWAY_CLIENT_SECRET} for {@code gateway}. */
    ServiceClients(List<String> names, Settings settings, Tokens tokens) {
        for (var name : names) {
            var setting = ServiceToken.setting(name);
            var secret = settings.required(setting);
            ServiceToken.checkSecret(setting, secret);
            secrets.put(name, secret.getBytes(StandardCharsets.UTF_8));
        }
        this.tokens = tokens;
    }

    Response token(Request request) {
        var given = request.body(ClientCredentials.class);
        if (!isSecret(given.clientId(), given.clientSecret())) {
            throw Tokens.refused("Client or secret is wrong.");
        }
        return Tokens.response("Token issued", tokens.forService(given.clientId()));
    }

    private boolean isSecret(String client, String given) {
        var secret = secrets.get(client);
        // equals() would stop at the first wrong letter, and its time would tell how many are right
        return secret != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret);
    }
}
