package nontonyuk.labs.premiere;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nontonyuk.common.http.TestClient;

/**
 * A crowd that wants two neighbouring seats of one showtime. Each buyer opens the seat map, thinks for some seconds,
 * and orders a free pair near the middle. If another buyer was first, it takes the pair that the refusal offers. If the
 * system is busy, it tries again after a second or two. It leaves when everything is sold, or when it is still busy
 * after a minute.
 */
public final class Premiere {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

    /** Everybody wants one of these pairs, the nearest to the middle that are free. */
    private static final int LIKED_PAIRS = 60;

    private final ScheduledExecutorService clock;
    private final TestClient gateway;
    private final long showtime;
    private final Door door;
    private final Result result;
    private final CountDownLatch inside;

    private Premiere(ScheduledExecutorService clock, TestClient gateway, long showtime, Door door, int buyers) {
        this.clock = clock;
        this.gateway = gateway;
        this.showtime = showtime;
        this.door = door;
        this.result = new Result();
        this.inside = new CountDownLatch(buyers);
    }

    /**
     * Lets a buyer come for each token, most of them in the first part of the time; waits until the last one has left.
     */
    public static Result run(
            ScheduledExecutorService clock,
            TestClient gateway,
            long showtime,
            Door door,
            List<String> tokens,
            Duration time) {
        var premiere = new Premiere(clock, gateway, showtime, door, tokens.size());
        premiere.open(tokens, time);
        return premiere.result;
    }

    private void open(List<String> tokens, Duration time) {
        result.begin();
        long start = System.nanoTime();
        for (int i = 0; i < tokens.size(); i++) {
            double share = (double) i / tokens.size();
            long due = start + (long) (share * share * time.toNanos());
            var buyer = new Buyer(i, gateway.as(tokens.get(i)), due);
            clock.schedule(buyer::arrive, due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        try {
            if (!inside.await(5, TimeUnit.MINUTES)) throw new IllegalStateException("the crowd does not leave");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        result.end();
    }

    private final class Buyer {
        private final int number;
        private final TestClient client;
        private final long due;

        Buyer(int number, TestClient client, long due) {
            this.number = number;
            this.client = client;
            this.due = due;
        }

        void arrive() {
            door.arrive(this::look, () -> leave(Result.End.SOLD_OUT));
        }

        private void look() {
            send(client.request("/api/seats/" + showtime).build(), this::choose);
        }

        private void choose(HttpResponse<String> map) {
            if (map.statusCode() != 200) {
                comeBack(this::look);
                return;
            }
            var pairs = SeatMap.freePairs(map.body());
            if (pairs.isEmpty()) {
                door.close();
                leave(Result.End.SOLD_OUT);
                return;
            }
            var pair = pairs.get(ThreadLocalRandom.current().nextInt(Math.min(LIKED_PAIRS, pairs.size())));
            after(1_000, 3_000, () -> order(pair));
        }

        private void order(String seats) {
            var body = "{\"showtime_id\":%d,\"seats\":%s}".formatted(showtime, seats);
            var request = client.request("/api/orders").header("Content-Type", "application/json");
            send(request.POST(BodyPublishers.ofString(body)).build(), answer -> {
                if (answer.statusCode() == 201) leave(Result.End.SEATS);
                else if (answer.statusCode() == 409) takeOffer(SeatMap.offer(answer.body()));
                else comeBack(() -> order(seats));
            });
        }

        /** The refusal of a taken seat has the nearest seats that are free. */
        private void takeOffer(String seats) {
            if (seats.isEmpty()) look();
            else order(seats);
        }

        private void send(HttpRequest request, Consumer<HttpResponse<String>> then) {
            HTTP.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
                result.count(request.method(), failure == null ? answer.statusCode() : 0);
                if (failure == null) then.accept(answer);
                else comeBack(this::look);
            });
        }

        private void comeBack(Runnable again) {
            if (System.nanoTime() - due > PATIENCE_NANOS) leave(Result.End.GAVE_UP);
            else after(1_000, 2_000, again);
        }

        private void after(int least, int most, Runnable next) {
            long milliseconds = ThreadLocalRandom.current().nextLong(least, most);
            clock.schedule(next, milliseconds, TimeUnit.MILLISECONDS);
        }

        private void leave(Result.End end) {
            result.add(number, end, System.nanoTime() - due);
            inside.countDown();
        }
    }
}
