package nontonyuk.gateway.docs;

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

/** Explains each problem of all services at the address of its {@code type}, as a page and as JSON. */
public final class ProblemTypes {
    private static final List<String> SERVICES = List.of("auth", "movie", "order");

    private record Texts(List<ProblemType> problems) {}

    private final List<ProblemType> all;
    private final Map<String, ProblemType> byCode;
    private final StaticResource page = StaticResource.page("problems.html");

    ProblemTypes(List<ProblemType> texts) {
        all = new ArrayList<>();
        for (var type : texts) {
            if (!type.isTemplate()) all.add(type);
            else SERVICES.forEach(service -> all.add(type.of(service)));
        }
        all.sort(Comparator.comparing(ProblemType::status).thenComparing(ProblemType::code));
        // throws if two texts have one code
        byCode = all.stream().collect(Collectors.toMap(ProblemType::code, Function.identity()));
    }

    /** Reads the texts from {@code problems.json} in the jar. */
    public static ProblemTypes read() {
        return new ProblemTypes(texts());
    }

    /** The texts as the file has them, templates included. */
    static List<ProblemType> texts() {
        return Json.read(StaticResource.read("problems.json"), Texts.class).problems();
    }

    public Response list(Request request) {
        return negotiated(request, Response.ok("Problems", all));
    }

    public Response byCode(Request request) {
        var type = byCode.get(request.text("code"));
        if (type != null) return negotiated(request, Response.ok(type.title(), type));
        throw Problem.notFound("no-such-problem", "No problem has this code; /problems lists all codes.");
    }

    /** The JSON or the page, as the request prefers; {@code Vary} tells caches to store both. */
    private Response negotiated(Request request, Response json) {
        var response = prefersJson(request) ? json : page.show(request);
        return response.with("Vary", "Accept").with("Cache-Control", "max-age=300");
    }

    /** The query {@code ?json} is for the page: a link cannot set the header Accept. */
    private static boolean prefersJson(Request request) {
        var accept = Accept.of(request);
        return "json".equals(request.rawQuery()) || accept.quality("application/json") > accept.quality("text/html");
    }
}
