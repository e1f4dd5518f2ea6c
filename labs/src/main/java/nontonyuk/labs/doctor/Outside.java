package nontonyuk.labs.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import nontonyuk.common.Settings;

/**
 * What is not ours: TheMovieDB and the payment provider, or the stand-ins for them. The answer for the path has the
 * field.
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
                "/charges?idempotency_key=doctor", // none, but the provider must know us to say so
                "data",
                "PAYMENT_KEY",
                settings.text("PAYMENT_KEY", "none"));
    }

    void check(Report report) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
        try {
            var answer = Peer.send(request);
            int status = answer.statusCode();
            if (status == 401) {
                report.wrong("%s at %s refuses %s; a stand-in takes the one that it was started with"
                        .formatted(name, address, tokenSetting));
            } else if (status == 429) {
                report.wrong("%s at %s is busy: ask again later".formatted(name, address));
            } else if (status != 200) {
                report.wrong("%s at %s answers with the status %d".formatted(name, address, status));
            } else if (!Peer.json(answer).has(field)) {
                report.wrong("%s is not what answers at %s: there is no \"%s\" in the answer"
                        .formatted(name, address, field));
            } else {
                report.well(name + " accepts " + tokenSetting);
            }
        } catch (ConnectException e) {
            report.wrong("%s can't be reached at %s: `make tmdb` and `make payment` start the stand-ins"
                    .formatted(name, address));
        } catch (IOException e) {
            report.wrong("%s at %s doesn't answer as it should: %s".formatted(name, address, e.getMessage()));
        }
    }
}
