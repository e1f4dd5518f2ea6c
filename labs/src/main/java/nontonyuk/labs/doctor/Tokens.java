package nontonyuk.labs.doctor;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import nontonyuk.common.Settings;
import nontonyuk.common.problem.Json;

/**
 * Whether the tokens that auth signs are good for the others. The gateway's own token is used for it: a service that
 * knows its key refuses it for its role (403), one that doesn't for itself (401).
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
                        "auth refuses GATEWAY_CLIENT_SECRET: it was started with another; start auth and the gateway again");
            } else if (answer.statusCode() == 200) {
                var token = Peer.json(answer).path("data").path("access_token").asText();
                for (var peer : peers) check(peer, token, report);
            } // else it isn't ready, which has been said
        } catch (IOException e) {
            report.wrong("auth doesn't answer when asked for a token: " + e.getMessage());
        }
    }

    private void check(Peer peer, String token, Report report) throws IOException {
        var answer =
                Peer.send(peer.request(CLOSED_TO_SERVICES.get(peer.name())).header("Authorization", "Bearer " + token));
        var detail = Peer.json(answer).path("detail").asText();
        switch (answer.statusCode()) {
            case 403 -> report.well(peer.called() + " knows the keys that auth signs with");
            case 401 ->
                report.wrong(
                        "the keys of %s don't match: it refuses a token of auth at %s (%s) Start it again with the AUTH_URL of that auth."
                                .formatted(peer.called(), auth.address(), detail));
            default -> report.wrong(peer.called() + " can't tell whether a token is good. " + detail);
        }
    }
}
