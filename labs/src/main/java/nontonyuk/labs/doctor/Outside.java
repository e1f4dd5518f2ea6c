package nontonyuk.labs.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import nontonyuk.common.Settings;

/** What is not ours: TheMovieDB and the payment provider, or the stand-ins for them. */
record Outside(String name, URI address, String path, String tokenSetting, String token) {

    static Outside movieDb(Settings settings) {
        return new Outside(
                "TheMovieDB",
                settings.address("TMDB_URL", "http://127.0.0.1:8090"),
                "/3/genre/movie/list",
                "TMDB_TOKEN",
                settings.text("TMDB_TOKEN", "tmdb-stand-in"));
    }

    static Outside payments(Settings settings) {
        return new Outside(
                "the payment provider",
                settings.address("PAYMENT_URL", "http://127.0.0.1:8091"),
                "/charges",
                "PAYMENT_KEY",
                settings.text("PAYMENT_KEY", "none"));
    }

    void check(Report report) {
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + token);
        try {
            int status = Peer.send(request).statusCode();
            if (status == 401) {
                report.wrong(
                        "%s at %s refuses %s; a stand-in takes the one that it was started with"
                                .formatted(name, address, tokenSetting));
            } else if (status == 404 || status >= 500) {
                report.wrong(
                        "%s at %s answers with the status %d".formatted(name, address, status));
            } else {
                report.well(name + " accepts " + tokenSetting);
            }
        } catch (ConnectException e) {
            report.wrong(
                    "%s can't be reached at %s: `make tmdb` and `make payment` start the stand-ins"
                            .formatted(name, address));
        } catch (IOException e) {
            report.wrong(
                    "%s at %s doesn't answer as it should: %s"
                            .formatted(name, address, e.getMessage()));
        }
    }
}
