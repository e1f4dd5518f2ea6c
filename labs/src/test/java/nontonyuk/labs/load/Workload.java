package nontonyuk.labs.load;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;

/** An endless supply of requests of one kind, for its service directly and through the gateway. */
public record Workload(String name, Supplier<HttpRequest> direct, Supplier<HttpRequest> byGateway) {
    /** So many clients keep the machine busy, and the gateway refuses none of them. */
    public static final int CLIENTS = 16;

    private static final int ACCOUNTS = 64;

    private interface Requests {
        Supplier<HttpRequest> to(TestClient client, String prefix);
    }

    private static Workload of(RunningSystem system, String name, String service, String token, Requests requests) {
        return new Workload(
                name,
                requests.to(system.client(service).as(token), ""),
                requests.to(system.client("gateway").as(token), "/api"));
    }

    /** Movies, orders and logins. */
    public static List<Workload> all(RunningSystem system) {
        var seats = new SeatPairs(new Desk(system), 200);
        var accounts = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> RunningSystem.account("load" + i + "@example.com"))
                .toList();
        for (var account : accounts) system.client("gateway").post("/api/register", account);
        var token = system.token("load0@example.com");
        var next = new AtomicInteger();
        Supplier<String> account = () -> accounts.get(Math.floorMod(next.getAndIncrement(), ACCOUNTS));
        return List.of(
                of(system, "movies", "movie", token, Workload::movies),
                of(system, "orders", "order", token, posts("/orders", seats::next)),
                of(system, "logins", "auth", token, posts("/login", account)));
    }

    private static Supplier<HttpRequest> movies(TestClient client, String prefix) {
        var request = client.request(prefix + "/movies?per_page=20").build();
        return () -> request;
    }

    private static Requests posts(String path, Supplier<String> bodies) {
        return (client, prefix) -> () -> client.request(prefix + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(bodies.get()))
                .build();
    }
}
