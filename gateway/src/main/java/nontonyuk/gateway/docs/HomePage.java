package nontonyuk.gateway.docs;

import java.util.List;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;

/** The description of the API: a page for a browser, and {@code openapi.json} for programs. */
public final class HomePage {
    /** The paths that a person types first. A program gets a 404 there, so openapi.json does not list them. */
    public static final List<String> PATHS = List.of("/", "/api", "/api/");

    private final StaticResource page = StaticResource.page("home.html");
    private final StaticResource openApi = StaticResource.json("openapi.json");

    public Response show(Request request) {
        if (Accept.of(request).prefersHtml()) return page.show(request).with("Vary", "Accept");
        var detail = "There is nothing at " + request.rawPath() + ". GET /openapi.json lists all routes.";
        throw Problem.notFound("no-such-path", detail).with("Vary", "Accept");
    }

    /** The query {@code ?json} is for the page: a link cannot set the header Accept. */
    public Response openApi(Request request) {
        var isForPeople = Accept.of(request).prefersHtml() && !"json".equals(request.rawQuery());
        return (isForPeople ? page : openApi).show(request).with("Vary", "Accept");
    }
}
