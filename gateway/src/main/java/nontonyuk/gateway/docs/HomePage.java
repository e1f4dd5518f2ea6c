package nontonyuk.gateway.docs;

import java.util.List;
import nontonyuk.common.access.Access;
import nontonyuk.common.http.Handler;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.http.Router;
import nontonyuk.common.problem.Problem;

/** The description of the API: a page for a browser, and {@code openapi.json} for programs. */
public final class HomePage {
    private final StaticResource page = StaticResource.page("home.html");
    private final StaticResource openApi = StaticResource.json("openapi.json");

    /** Adds the paths that a person types to see all routes. */
    public void route(Router router) {
        for (var path : List.of("/api", "/api/")) router.get(path, Access.OPEN, forPeople(page::show));
    }

    /** A page for people. A program gets a 404 at its path, so openapi.json does not list it. */
    public static Handler forPeople(Handler page) {
        return request -> {
            if (Accept.of(request).prefersHtml()) return page.handle(request).with("Vary", "Accept");
            var detail = "There is nothing at " + request.rawPath() + ". GET /openapi.json lists all routes.";
            throw Problem.notFound("no-such-path", detail).with("Vary", "Accept");
        };
    }

    /** The query {@code ?json} is for the page: a link cannot set the header Accept. */
    public Response openApi(Request request) {
        var isForPeople = Accept.of(request).prefersHtml() && !"json".equals(request.rawQuery());
        return (isForPeople ? page : openApi).show(request).with("Vary", "Accept");
    }
}
