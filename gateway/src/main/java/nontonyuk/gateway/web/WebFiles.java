package nontonyuk.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nontonyuk.common.http.LocalPage;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;

/** The files of the page, as they are in the jar. The browser asks each time whether a file has changed. */
public final class WebFiles {
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Response> files = new ConcurrentHashMap<>();

    public Response index(Request request) {
        return file("index.html").orElseThrow();
    }

    /** A file by its name in the path; a 404 if there is none. */
    public Response file(Request request) {
        var name = request.text("file");
        return name.matches("[a-z-]+\\.[a-z]+")
                ? file(name).orElseGet(() -> LocalPage.nothing(request))
                : LocalPage.nothing(request);
    }

    private Optional<Response> file(String name) {
        return Optional.ofNullable(files.computeIfAbsent(name, WebFiles::read));
    }

    private static Response read(String name) {
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
