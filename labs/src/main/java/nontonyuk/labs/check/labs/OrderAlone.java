package nontonyuk.labs.check.labs;

import java.io.IOException;
import java.util.List;
import nontonyuk.labs.check.Trial;

/** What order answers while it cannot ask movie. */
final class OrderAlone {
    private static final String EXPECTED = "503 movie-unavailable";

    private final Trial trial;
    private final TwoMovies system;
    private final long showtime;
    private final String byTitle;
    private final String bySeat;

    static void nothingIsSoldWithoutMovie(Trial trial) throws IOException {
        new OrderAlone(trial).run();
    }

    private OrderAlone(Trial trial) {
        this.trial = trial;
        this.system = new TwoMovies(trial);
        system.clear();
        this.showtime = trial.bench().showtime(4, 6);
        var title =
                system.admin("movie").get("/showtimes/" + showtime).expect(200).data();
        this.byTitle = "{\"movie_title\": \"%s\", \"qty\": 1}"
                .formatted(title.path("movie_title").asText());
        this.bySeat = "{\"showtime_id\": %d, \"seats\": [\"B%d\"]}"
                .formatted(showtime, 1 + trial.random().nextInt(6));
    }

    private void run() throws IOException {
        long before = orders();
        for (var body : List.of(byTitle, bySeat)) {
            system.mendOrder(showtime);
            judge(system.refused(() -> system.order().post("/orders", body), shown(body)));
        }
        for (var fault : List.of("reset", "cut", "error 500", "error 503", "stall-before")) {
            system.mendOrder(showtime);
            var marked = new MarkedFault("/showtimes?title=", fault, false);
            judge(system.during(
                    marked, TwoMovies.MOVIES, () -> system.order().post("/orders", byTitle), shown(byTitle), fault));
        }
        system.mendOrder(showtime);
        long orders = orders() - before;
        long free = system.order()
                .get("/seats/" + showtime)
                .expect(200)
                .data()
                .path("free")
                .asLong();
        trial.tell("orders", orders).tell("held", 24 - free);
        if (orders != 0 || free != 24) trial.wrong("left-a-trace");
    }

    /** The request without its drawn title. */
    private static String shown(String body) {
        return "POST /orders " + body.replaceFirst("\"movie_title\": \"[^\"]*\"", "\"movie_title\": \"…\"");
    }

    private void judge(TwoMovies.Call call) {
        trial.tell("expected", EXPECTED).tell("orders", 0).tell("held", 0);
        if (call.answer().status() == 201) trial.wrong("sold-blind");
        if (List.of(404, 409).contains(call.answer().status())) trial.wrong("down-looks-like-empty");
        system.expect(call, EXPECTED, "order-blames-itself", "failure-has-another-name");
        if (call.answer().header("retry-after").isEmpty()) trial.wrong("no-retry-after");
    }

    private long orders() {
        return trial.bench().services().count("order", "orders WHERE showtime_id = " + showtime);
    }
}
