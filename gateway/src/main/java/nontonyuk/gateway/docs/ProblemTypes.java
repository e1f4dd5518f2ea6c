package nontonyuk.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Json;
import nontonyuk.common.problem.Problem;

/**
 * Explains every problem that any of the services answers with, at the address that its {@code type} names: as a page
 * for people, as JSON for programs that ask for it.
 */
public final class ProblemTypes {
    private static final List<String> SERVICES = List.of("auth", "movie", "order");

    private record Written(List<ProblemType> problems) {}

    private final List<ProblemType> all;
    private final Map<String, ProblemType> byCode;

    private ProblemTypes(List<ProblemType> written) {
        all = new ArrayList<>();
        for (var type : written) {
            if (!type.isOfAnyService()) all.add(type);
            else SERVICES.forEach(service -> all.add(type.of(service)));
        }
        all.sort(Comparator.comparing(ProblemType::status).thenComparing(ProblemType::code));
        // Throws where a code is explained twice.
        byCode = all.stream().collect(Collectors.toMap(ProblemType::code, Function.identity()));
    }

    /** Reads the texts from {@code problems.json}, which is a part of the jar. */
    public static ProblemTypes read() {
        return new ProblemTypes(written());
    }

    /** The texts as they stand in the file, those for any service once. */
    static List<ProblemType> written() {
        try (var file = ProblemTypes.class.getResourceAsStream("problems.json")) {
            return Json.read(file.readAllBytes(), Written.class).problems();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Response list(Request request) {
        return wantsJson(request) ? negotiated(Response.ok("Problems", all)) : page(ProblemPage.of(all));
    }

    public Response byCode(Request request) {
        var type = byCode.get(request.text("code"));
        if (type == null) {
            throw Problem.notFound("no-such-problem", "No problem has this name; /problems lists all of them.");
        }
        return wantsJson(request) ? negotiated(Response.ok(type.title(), type)) : page(ProblemPage.of(type));
    }

    private static boolean wantsJson(Request request) {
        var accept = new Accept(String.join(",", request.headers("Accept")));
        return accept.quality("application/json") > accept.quality("text/html");
    }

    private static Response page(String html) {
        var bytes = html.getBytes(StandardCharsets.UTF_8);
        return negotiated(Response.raw(200, "text/html; charset=utf-8", bytes))
                .with("Content-Security-Policy", ProblemPage.POLICY)
                .with("X-Content-Type-Options", "nosniff");
    }

    /** A cache must keep the page and the JSON of one address apart. */
    private static Response negotiated(Response response) {
        return response.with("Vary", "Accept").with("Cache-Control", "max-age=300");
    }
}
