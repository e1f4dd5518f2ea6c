package nontonyuk.labs.premiere;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient;
import nontonyuk.labs.load.SeatPairs;
import nontonyuk.labs.system.Desk;
import nontonyuk.labs.system.RunningSystem;

/** Supplies of requests of one buyer through the gateway, for the largest studio that there can be. */
public record Requests(RunningSystem system, Desk desk, TestClient buyer) {
    private static final int ROWS = 26;
    private static final int SEATS_PER_ROW = 40;
    public static final int PAIRS = ROWS * SEATS_PER_ROW / 2;

    public long newShowtime() {
        return desk.showtime(ROWS, SEATS_PER_ROW);
    }

    /** The map of a showtime with half of its seats taken. */
    public Supplier<HttpRequest> maps() {
        long showtime = newShowtime();
        for (char row = 'A'; row < 'A' + ROWS / 2; row++) {
            for (int seat = 1; seat <= SEATS_PER_ROW; seat += 10) take(showtime, row, seat);
        }
        var request = buyer.request("/api/seats/" + showtime).build();
        return () -> request;
    }

    private void take(long showtime, char row, int first) {
        var seats = IntStream.range(first, first + 10).mapToObj(seat -> "\"" + row + seat + "\"");
        var body = "{\"showtime_id\":%d,\"seats\":%s}".formatted(showtime, seats.toList());
        buyer.post("/api/orders", body).expect(201);
    }

    /** Orders of two seats; so many showtimes fill at once. */
    public Supplier<HttpRequest> orders(int showtimes) {
        return orders(new SeatPairs(desk, showtimes)::next);
    }

    /** Orders that leave the choice of the seats to the service, so that all of them want the same. */
    public Supplier<HttpRequest> ordersOfBestSeats() {
        var showtimes = IntStream.range(0, 20).mapToObj(i -> newShowtime()).toList();
        var next = new AtomicInteger();
        return orders(() -> Desk.body(showtimes.get(next.getAndIncrement() / PAIRS), 2));
    }

    private Supplier<HttpRequest> orders(Supplier<String> bodies) {
        return () -> buyer.request("/api/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(bodies.get()))
                .build();
    }

    /** Payments of the orders that are there. */
    public Supplier<HttpRequest> payments() {
        var unpaid = "SELECT id, id FROM orders WHERE status = 'HELD' ORDER BY id DESC LIMIT 20000";
        var ids = new ConcurrentLinkedQueue<>(system.pairs("order", unpaid).values());
        return () -> buyer.request("/api/orders/" + ids.remove() + "/pay")
                .POST(BodyPublishers.noBody())
                .build();
    }
}
