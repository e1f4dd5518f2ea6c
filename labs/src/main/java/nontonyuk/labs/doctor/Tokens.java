package nontonyuk.labs.doctor;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.problem.Json;

/**
 * Checks that each service accepts the tokens of auth. It sends a token of the gateway to a path for people. A service
 * that knows the key of the token refuses the role (403), and any other refuses the token (401).
 */
final class Tokens {
    private static final Map<String, String> CLOSED_TO_SERVICES =
            Map.of("auth", "/me", "movie", "/movies", "order", "/orders", "gateway", "/api/me");

    private record Credentials(String grantType, String clientId, String clientSecret) {}

    private final String secret;
    private final Peer auth;

    Tokens(Settings settings, Peer auth) {
        this.secret = settings.text("GATEWAY_CLIENT_SECRET", "");
        this.auth = auth;
    }

    void check(List<Peer> peers, Report report) {
        try {
            var credentials = new Credentials("client_credentials", "gateway", secret);
            var answer = Peer.send(auth.request("/service-token")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Json.write(credentials))));
            if (answer.statusCode() == 401) {
                report.wrong(
                        "auth refuses GATEWAY_CLIENT_SECRET: auth started with another value; start auth and the gateway again");
            } else if (answer.statusCode() == 200) {
                var token = Peer.json(answer).path("data").path("access_token").asText();
                for (var peer : peers) check(peer, token, report);
            } // else auth is not ready, and the report says so already
        } catch (IOException e) {
            report.wrong("auth doesn't answer a request for a token: " + e.getMessage());
        }
    }

    private void check(Peer peer, String token, Report report) throws IOException {
        var answer =
                Peer.send(peer.request(CLOSED_TO_SERVICES.get(peer.name())).header("Authorization", "Bearer " + token));
        var detail = Peer.json(answer).path("detail").asText();
        switch (answer.statusCode()) {
            case 403 -> report.well(peer.label() + " knows the keys that auth signs with");
            case 401 ->
                report.wrong(
                        "the keys of %s don't match: it refuses a token of auth at %s (%s) Start it again with the AUTH_URL of that auth."
                                .formatted(peer.label(), auth.address(), detail));
            default -> report.wrong(peer.label() + " can't check a token. " + detail);
        }
    }
}
