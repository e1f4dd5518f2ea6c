package nontonyuk.labs.doctor;

import java.net.URI;
import java.net.http.HttpRequest;
import nontonyuk.common.Settings;
import nontonyuk.common.client.Outcome;

/**
 * A server of another company, or its stand-in: TheMovieDB or the payment provider. Its answer to {@code path} has the
 * field {@code field}.
 */
record Outside(String name, URI address, String path, String field, String tokenSetting, String token) {

    static Outside movieDb(Settings settings) {
        return new Outside(
                "TheMovieDB",
                settings.address("TMDB_URL", "http://127.0.0.1:8090"),
                "/3/genre/movie/list",
                "genres",
                "TMDB_TOKEN",
                settings.text("TMDB_TOKEN", "tmdb-stand-in"));
    }

    static Outside payments(Settings settings) {
        return new Outside(
                "the payment provider",
                settings.address("PAYMENT_URL", "http://127.0.0.1:8091"),
                "/charges?idempotency_key=doctor", // an empty list, and the provider checks the key first
                "data",
                "PAYMENT_KEY",
                settings.text("PAYMENT_KEY", "none"));
    }

    void check(Report report) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
        var outcome = Peer.send(request);
        switch (outcome.kind()) {
            case ANSWERED -> checkAnswer(outcome, report);
            case REFUSED ->
                report.wrong("%s can't be reached at %s: `make tmdb` and `make payment` start the stand-ins"
                        .formatted(name, address));
            case TIMED_OUT, BROKEN, TOO_LARGE ->
                report.wrong("%s at %s doesn't answer as it should: %s".formatted(name, address, outcome.reason()));
        }
    }

    private void checkAnswer(Outcome outcome, Report report) {
        int status = outcome.answer().statusCode();
        if (status == 401) {
            report.wrong("%s at %s refuses %s; a stand-in accepts only the value from its start"
                    .formatted(name, address, tokenSetting));
        } else if (status == 429) {
            report.wrong("%s at %s is busy: try again later".formatted(name, address));
        } else if (status != 200) {
            report.wrong("%s at %s answers with the status %d".formatted(name, address, status));
        } else if (!Peer.json(outcome).has(field)) {
            report.wrong("the program at %s is not %s: its answer has no \"%s\"".formatted(address, name, field));
        } else {
            report.well(name + " accepts " + tokenSetting);
        }
    }
}
