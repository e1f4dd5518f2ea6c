package nontonyuk.labs.doctor;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import nontonyuk.common.client.Outcome;
import nontonyuk.common.problem.Json;

/**
 * Checks that each service accepts the tokens of auth. It sends a token of the gateway to a path for people. A service
 * that knows the key of the token refuses the role (403), and any other refuses the token (401).
 */
final class Tokens {
    private static final Map<String, String> CLOSED_TO_SERVICES =
            Map.of("auth", "/me", "movie", "/movies", "order", "/orders", "gateway", "/api/me");

    private Tokens() {}

    /** {@code secret} is that of the gateway, for which auth gives it a token. */
    static void check(String secret, Peer auth, List<Peer> peers, Report report) {
        var credentials = Map.of("grant_type", "client_credentials", "client_id", "gateway", "client_secret", secret);
        var outcome = Peer.send(auth.request("/service-token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(credentials))));
        switch (outcome.toString()) {
            case "200" -> {
                var token = Peer.json(outcome).at("/data/access_token").asText();
                for (var peer : peers) check(peer, token, auth, report);
            }
            case "401" ->
                report.wrong(
                        "auth refuses GATEWAY_CLIENT_SECRET: auth started with another value; start auth and the gateway again");
            default -> {
                if (outcome.kind() != Outcome.Kind.ANSWERED) {
                    report.wrong("auth doesn't answer a request for a token: " + outcome.reason());
                } // else auth is not ready, and the report says so already
            }
        }
    }

    private static void check(Peer peer, String token, Peer auth, Report report) {
        var path = CLOSED_TO_SERVICES.get(peer.name());
        var outcome = Peer.send(peer.request(path).header("Authorization", "Bearer " + token));
        var detail = Peer.json(outcome).path("detail").asText();
        switch (outcome.toString()) {
            case "403" -> report.well(peer.label() + " knows the keys that auth signs with");
            case "401" ->
                report.wrong(
                        "the keys of %s don't match: it refuses a token of auth at %s (%s) Start it again with the AUTH_URL of that auth."
                                .formatted(peer.label(), auth.address(), detail));
            default -> report.wrong(peer.label() + " can't check a token. " + detail);
        }
    }
}
