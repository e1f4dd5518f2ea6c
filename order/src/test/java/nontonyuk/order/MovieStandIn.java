package nontonyuk.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.*;

/** A stand-in for the movie service, with the showtimes and the failures that a test sets. */
public final class MovieStandIn extends StandIn {
    public static final Instant FIRST_START = Instant.parse("2099-12-01T12:00:00Z");

    private final Map<Long, Show> shows = new ConcurrentHashMap<>();
    private final Set<Long> deletedUsers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger maxInFlight = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile MockResponse fixedAnswer;

    public record Room(long id, String name, int seatRows, int seatsPerRow) {}

    public record Show(
            long id,
            long movieId,
            String movieTitle,
            Room studio,
            Instant startsAt,
            Instant endsAt,
            long price,
            String status) {
        public Show with(Instant start, String newStatus, long newPrice) {
            return new Show(id, movieId, movieTitle, studio, start, endsAt, newPrice, newStatus);
        }
    }

    /** Adds a showtime that starts {@code id} minutes after {@link #FIRST_START}. */
    public Show add(long id, String title, int seatRows, int seatsPerRow) {
        var start = FIRST_START.plus(Duration.ofMinutes(id));
        var room = new Room(1, "Studio 1", seatRows, seatsPerRow);
        var end = start.plusSeconds(7200);
        var show = new Show(id, 1, title, room, start, end, 50_000, "SCHEDULED");
        put(show);
        return show;
    }

    public void reset() {
        shows.clear();
        deletedUsers.clear();
        fixedAnswer = null;
        maxInFlight.set(0);
    }

    public void deleteUser(long id) {
        deletedUsers.add(id);
    }

    public void put(Show show) {
        shows.put(show.id(), show);
    }

    /** Holds every answer until this many callers wait. */
    public void gatherBeforeAnswering(int callers) {
        gate = new CountDownLatch(callers);
    }

    public void releaseOne() {
        gate.countDown();
    }

    public int waiting() {
        return inFlight.get();
    }

    public int maxInFlight() {
        return maxInFlight.get();
    }

    /** Sets the answer to every request; {@code null} restores the normal answers. */
    public void answerAlways(MockResponse response) {
        fixedAnswer = response;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            gate.countDown();
            gate.await(20, TimeUnit.SECONDS);
            return fixedAnswer == null ? answer(request) : fixedAnswer;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private MockResponse answer(RecordedRequest request) {
        var path = request.getUrl().encodedPath();
        // The answer of auth, with a token that is not signed.
        if (path.equals("/service-token")) return data(Map.of("access_token", "a-service-token", "expires_in", 60));
        // The real service answers 401 if order does not pass the token on.
        if (request.getHeaders().get("Authorization") == null) return problem(401, "token-missing");
        if (path.equals("/health/live")) return json(200, Map.of());
        if (path.equals("/showtimes/cancelled")) return cancelled(request);
        if (path.endsWith("/exists")) return data(!path.equals("/users/404/exists")); // the answer of auth
        if (path.equals("/users/deleted")) return data(deletedUsers); // the answer of auth
        var title = request.getUrl().queryParameter("title");
        return title == null ? byId(Long.parseLong(path.substring("/showtimes/".length()))) : byTitle(title);
    }

    private MockResponse cancelled(RecordedRequest request) {
        var token = request.getHeaders().get("Authorization");
        if (!"Bearer a-service-token".equals(token)) return problem(403, "not-allowed");
        return data(shows.values().stream()
                .filter(show -> show.status().equals("CANCELLED"))
                .map(Show::id)
                .toList());
    }

    private MockResponse byId(long id) {
        var show = shows.get(id);
        return show == null ? problem(404, "showtime-not-found") : data(show);
    }

    private MockResponse byTitle(String title) {
        var all = shows.values().stream()
                .filter(show -> show.movieTitle().equals(title))
                .toList();
        if (all.isEmpty()) return problem(404, "movie-not-found");
        return data(all.stream()
                .filter(show -> show.status().equals("SCHEDULED"))
                .filter(show -> show.startsAt().isAfter(Instant.now()))
                .sorted(Comparator.comparing(Show::startsAt))
                .toList());
    }

    public static MockResponse data(Object data) {
        return json(200, Map.of("message", "here", "data", data));
    }

    public static MockResponse problem(int status, String code) {
        return json(status, Map.of("type", "/problems/" + code, "status", status));
    }
}
