package nontonyuk.labs;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nontonyuk.common.TestClient;

/** Something that people do, as requests without end. */
final class Workload {
    /** How many of them at once keep the machine busy, and none is turned away. */
    static final int CLIENTS = 16;

    private static final int ACCOUNTS = 64;

    private final String name;
    private final Supplier<HttpRequest> direct;
    private final Supplier<HttpRequest> byGateway;

    /** {@code requests} makes them, given somebody to send them to and the front of the path. */
    private Workload(
            RunningSystem system, String name, String service, String token, Requests requests) {
        this.name = name;
        this.direct = requests.to(system.client(service).as(token), "");
        this.byGateway = requests.to(system.client("gateway").as(token), "/api");
    }

    private interface Requests {
        Supplier<HttpRequest> to(TestClient client, String prefix);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Straight at the service that does it. */
    Supplier<HttpRequest> direct() {
        return direct;
    }

    Supplier<HttpRequest> byGateway() {
        return byGateway;
    }

    /** Films, orders and logins. */
    static List<Workload> all(RunningSystem system) {
        var seats = new SeatPairs(new Desk(system), 100);
        var emails =
                IntStream.range(0, ACCOUNTS).mapToObj(i -> "load" + i + "@example.com").toList();
        emails.forEach(system::token);
        var token = system.token(emails.get(0));
        var next = new AtomicInteger();
        Supplier<String> account =
                () ->
                        "{\"email\":\"%s\",\"password\":\"seven brown foxes\"}"
                                .formatted(emails.get(next.getAndIncrement() % ACCOUNTS));
        return List.of(
                new Workload(system, "films", "movie", token, Workload::films),
                new Workload(system, "orders", "order", token, posts("/orders", seats::next)),
                new Workload(system, "logins", "auth", token, posts("/login", account)));
    }

    private static Supplier<HttpRequest> films(TestClient client, String prefix) {
        var request = client.request(prefix + "/movies?per_page=20").build();
        return () -> request;
    }

    private static Requests posts(String path, Supplier<String> bodies) {
        return (client, prefix) ->
                () ->
                        client.request(prefix + path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(bodies.get()))
                                .build();
    }
}
