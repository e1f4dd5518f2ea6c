package nontonyuk.labs.tmdb;

import java.io.IOException;
import java.util.function.Consumer;
import nontonyuk.labs.StandIn;

/** A stand-in for TheMovieDB: the movie service imports movies from it without a token and without the internet. */
public final class TmdbStandIn {
    private TmdbStandIn() {}

    public static void main(String[] args) {
        StandIn.run(
                "tmdb",
                "TheMovieDB",
                settings -> start(
                        StandIn.host(settings),
                        settings.port("TMDB_PORT", 8090),
                        settings.text("TMDB_STANDIN_TOKEN", "tmdb-stand-in"),
                        settings.number("TMDB_STANDIN_RATE", 40, 0, 1_000_000),
                        StandIn::print));
    }

    /** Starts it; {@code rate} is the number of requests a second that a client may send, and 0 means no limit. */
    static StandIn start(int port, String token, int rate, Consumer<String> log) throws IOException {
        return start(StandIn.LOCAL, port, token, rate, log);
    }

    private static StandIn start(String host, int port, String token, int rate, Consumer<String> log)
            throws IOException {
        var protocol = new Protocol(Catalogue.load(), token, new RateLimit(rate));
        return new StandIn("tmdb", host, port, protocol, log);
    }
}
