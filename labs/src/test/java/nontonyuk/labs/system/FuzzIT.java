package nontonyuk.labs.system;

import static org.junit.jupiter.api.Assertions.*;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nontonyuk.common.http.TestClient.Answer;
import nontonyuk.labs.contract.Contract;
import nontonyuk.labs.contract.Contract.Operation;
import nontonyuk.labs.contract.Inputs;
import org.junit.jupiter.api.Test;

/**
 * Sends random requests, made from {@code openapi.json}, through the gateway. The document must declare each answer,
 * and none may be an internal error. {@code make fuzz} sends thousands; {@code -Dfuzz.seed} and {@code -Dfuzz.requests}
 * repeat a run.
 */
class FuzzIT {
    private static final Contract CONTRACT = Contract.read();
    private static final List<String> ROLES = List.of("admin", "admin", "customer", "customer", "staff");

    private final long seed = Long.getLong("fuzz.seed", 20261125);
    private final int requests = Integer.getInteger("fuzz.requests", 400);
    private final Inputs inputs = new Inputs(CONTRACT, new Random(seed));
    private final Map<String, Map<String, Integer>> answers = new TreeMap<>();
    private final List<String> breaches = new ArrayList<>();
    private final String[] tokens = new String[ROLES.size()];
    private RunningSystem system;

    @Test
    void no_request_gets_an_answer_that_is_not_in_the_document() {
        try (var running = RunningSystem.temporary().optimized()) {
            system = running.startAll();
            system.adminToken(); // this admin stays one, also if requests change the roles of others
            var operations = CONTRACT.operations();
            for (int i = 0; i < tokens.length; i++) logIn(i);
            // In turn, so that no operation is left out.
            for (int i = 0; i < requests; i++) send(operations.get(i % operations.size()));
            System.out.println("seed " + seed + ", " + requests + " requests");
            answers.forEach((operation, counts) -> System.out.println(operation + " " + counts));
            assertEquals(List.of(), breaches, "seed " + seed);
            assertEquals(operations.size(), answers.size());
            assertTrue(good() > requests / 8, good() + " of " + requests + " went well");
            new Desk(system).assertAuditIsClean();
        }
    }

    /** Repeated, because a request may end a login or change a role. */
    private void logIn(int person) {
        var email = "person" + person + "@example.com";
        system.token(email);
        system.sql("auth", "UPDATE users SET role = '%s' WHERE email = '%s'".formatted(ROLES.get(person), email));
        tokens[person] = system.token(email);
    }

    private void send(Operation operation) {
        int person = inputs.person(operation, ROLES);
        boolean isKnown = !inputs.oneIn(15);
        var token = isKnown ? tokens[person] : inputs.oneIn(2) ? "a.b.c" : null;
        var answer = send(operation, token);
        if (isKnown && answer.status() == 401) logIn(person);
    }

    private Answer send(Operation operation, String token) {
        // This test collects the breaches and prints them with the seed.
        var client = system.client("gateway").as(token).watchedBy((request, answer) -> {});
        var target = inputs.target(operation);
        var request = client.request(target);
        boolean hasBody = operation.node().has("requestBody");
        var body = hasBody ? inputs.body(operation) : "";
        if (hasBody) {
            request.header("Content-Type", inputs.oneIn(20) ? "text/plain" : "application/json");
            if (inputs.oneIn(3)) request.header("Idempotency-Key", inputs.idempotencyKey());
        }
        var answer = client.send(request.method(operation.method(), BodyPublishers.ofString(body)));
        note(operation, answer, operation.method() + " " + target + " " + body);
        return answer;
    }

    private void note(Operation operation, Answer answer, String request) {
        var isProblem = answer.header("Content-Type").equals("application/problem+json");
        var outcome = answer.status() + (isProblem ? " " + answer.problem() : "");
        answers.computeIfAbsent("" + operation, o -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
        boolean isOfService = operation.path().startsWith("/api/");
        if (isOfService && answer.text().startsWith("{")) inputs.learn(answer.json());
        var faults = new ArrayList<>(CONTRACT.breaches(operation, answer));
        // The document declares it, but it must not happen here.
        if (answer.status() >= 500 && answer.status() != 503) faults.add("an error of ours");
        if (!faults.isEmpty()) breaches.add(faults + ": " + request + " -> " + answer.text());
    }

    private int good() {
        return answers.values().stream()
                .flatMap(counts -> counts.entrySet().stream())
                .filter(count -> count.getKey().startsWith("2"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
