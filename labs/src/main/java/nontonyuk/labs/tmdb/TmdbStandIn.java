package nontonyuk.labs.tmdb;

import java.io.IOException;
import java.util.function.Consumer;
import nontonyuk.labs.LocalServer;

/**
 * A stand-in for TheMovieDB: a server on this machine that speaks its protocol, errors included, so that movies can be
 * imported without a token and without the internet.
 */
public final class TmdbStandIn implements AutoCloseable {
    private final LocalServer server;

    private TmdbStandIn(LocalServer server) {
        this.server = server;
    }

    public static void main(String[] args) {
        LocalServer.run(
                "TheMovieDB",
                settings -> start(
                                settings.port("TMDB_PORT", 8090),
                                settings.text("TMDB_STANDIN_TOKEN", "tmdb-stand-in"),
                                settings.number("TMDB_STANDIN_RATE", 40, 0, 1_000_000),
                                System.out::println)
                        .url());
    }

    /**
     * Starts it on the loopback address; port 0 is a free one.
     *
     * @param rate requests a second that each client may send; 0 for no limit
     * @param log is given one line for each request, without secrets
     */
    public static TmdbStandIn start(int port, String token, int rate, Consumer<String> log) throws IOException {
        var protocol = new Protocol(Catalogue.load(), token, new RateLimit(rate));
        return new TmdbStandIn(LocalServer.start(port, "TMDB_PORT", protocol::answer, Failures.INTERNAL_ERROR, log));
    }

    /** Its base address, {@code http://127.0.0.1:port}. */
    public String url() {
        return server.url();
    }

    /** Stops at once; what is in flight gets no answer. */
    @Override
    public void close() {
        server.close();
    }
}
