package nontonyuk.labs.check.labs;

import java.util.List;
import nontonyuk.labs.check.Trial;

/** The own rule of lab 09: the same JSON value is the same request, and a key has a drawn number of letters at most. */
final class SameValueCheck {
    private SameValueCheck() {}

    static void run(Trial trial) {
        var ani = Buyer.of(trial, "ani");
        long showtime = trial.bench().showtime(4, 10);
        var first = ani.order(ani.name(), Orders.seats(showtime, "A1", "A2")).expect(201);
        for (var same : List.of(
                "{ \"showtime_id\" : %d ,\r\n\t\"seats\" : [ \"A1\" , \"A2\" ] }\n",
                "{\"seats\":[\"A1\",\"A2\"],\"showtime_id\":%d}",
                "{\"seats\":[\"\\u00411\",\"A2\"],\"showtime_id\":%d}")) {
            var answer = ani.order(ani.name(), same.formatted(showtime));
            Replies.tell(trial, first, answer).tell("request", answer.request());
            if (Replies.isRefusedKey(answer)) trial.wrong("own-rule-missing");
            Replies.expectReplay(trial, first, answer, "second-order");
        }
        var other = ani.order(ani.name(), Orders.seats(showtime, "A1", "A3"));
        Replies.expectReused(trial, first, other);
        blanksOfATextCount(trial, first.data().path("movie_title").asText());
        longKeys(trial);
    }

    /** A text with blanks around it is another value, although order accepts both. */
    private static void blanksOfATextCount(Trial trial, String title) {
        var budi = Buyer.of(trial, "budi");
        var first = budi.order(budi.name(), "{\"movie_title\":\"%s\",\"qty\":1}".formatted(title))
                .expect(201);
        var other = budi.order(budi.name(), "{\"movie_title\":\" %s\",\"qty\":1}".formatted(title));
        Replies.expectReused(trial, first, other);
    }

    private static void longKeys(Trial trial) {
        int most = trial.drawnNumber("letters");
        var ani = Buyer.of(trial, "ani");
        var body = Orders.any(trial.bench().showtime(4, 10), 1);
        var letters = ani.name() + "x".repeat(most);
        var longest = ani.order(letters.substring(0, most), body);
        Replies.tell(trial, longest, longest).tell("length", most);
        if (Replies.isRefusedKey(longest)) trial.wrong("good-key-refused");
        longest.expect(201);
        var tooLong = ani.order(letters.substring(0, most + 1), body);
        Replies.tell(trial, longest, tooLong).tell("length", most + 1);
        trial.tell("request", tooLong.request());
        if (!Replies.isRefusedKey(tooLong)) trial.wrong("own-rule-missing");
    }
}
