package nontonyuk.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.LocalPage;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.gateway.docs.HomePage;

/**
 * The files of the page, as they are in the jar. The browser asks each time whether a file has changed, so a new
 * gateway never runs with old files.
 */
public final class WebFiles {
    /** The browser runs and loads only what these files are: no script or style in the HTML, no other host. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** No dot and no slash but the dot before the type, so that a name never leads to another folder. */
    private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(html|js|css|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Response> files = new ConcurrentHashMap<>();

    /** Adds {@code /} for people, and the files that its page needs. */
    public void route(Router router) {
        router.get(
                        "/",
                        Access.OPEN,
                        HomePage.forPeople(request -> read("index.html").orElseThrow()))
                .get("/web/{file}", Access.OPEN, this::file);
    }

    private Response file(Request request) {
        var name = request.text("file");
        return NAME.matcher(name).matches()
                ? read(name).orElseGet(() -> LocalPage.nothing(request))
                : LocalPage.nothing(request);
    }

    private Optional<Response> read(String name) {
        return Optional.ofNullable(files.computeIfAbsent(name, WebFiles::fromJar));
    }

    private static Response fromJar(String name) {
        try (var bytes = WebFiles.class.getResourceAsStream(name)) {
            if (bytes == null) return null;
            var type = TYPES.get(name.substring(name.indexOf('.') + 1));
            return Response.raw(200, type, bytes.readAllBytes())
                    .revalidated()
                    .with("Content-Security-Policy", POLICY)
                    .with("Referrer-Policy", "no-referrer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
