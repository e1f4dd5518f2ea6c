package nontonyuk.movie;

import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;

final class Movies {
    // new
    /** The $n$ shortest movies. */
    Response shortest(Request request) {
        return Response.ok(
                "Shortest movies", database.list(Movie.SELECT + "ORDER BY duration, id LIMIT $n$", Movie::read));
    }
}
