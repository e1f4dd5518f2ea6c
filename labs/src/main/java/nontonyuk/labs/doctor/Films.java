package nontonyuk.labs.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import nontonyuk.common.Settings;

/** Whether TheMovieDB, or its stand-in, gives us films. */
final class Films {
    private Films() {}

    static void check(Settings settings, Report report) {
        var address = settings.address("TMDB_URL", "http://127.0.0.1:8090");
        var request =
                HttpRequest.newBuilder(URI.create(address + "/3/genre/movie/list"))
                        .header(
                                "Authorization",
                                "Bearer " + settings.text("TMDB_TOKEN", "tmdb-stand-in"));
        try {
            int status = Peer.send(request).statusCode();
            switch (status) {
                case 200, 429 -> report.well("TheMovieDB accepts TMDB_TOKEN");
                case 401 ->
                        report.wrong(
                                "TheMovieDB at %s refuses TMDB_TOKEN: it wants an \"API Read Access Token\", and the stand-in TMDB_STANDIN_TOKEN"
                                        .formatted(address));
                default ->
                        report.wrong(
                                "TheMovieDB at %s answers with the status %d"
                                        .formatted(address, status));
            }
        } catch (ConnectException e) {
            report.wrong(
                    "TheMovieDB can't be reached at %s (TMDB_URL): `make tmdb` starts the stand-in"
                            .formatted(address));
        } catch (IOException e) {
            report.wrong(
                    "TheMovieDB at %s doesn't answer as it should: %s"
                            .formatted(address, e.getMessage()));
        }
    }
}
