package nontonyuk.movie;

import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;

/** Handlers for the studios of the cinema. */
final class Studios {
    private static final int MAX_ROWS = 26; // named A to Z
    private static final int MAX_SEATS_PER_ROW = 40;

    private final Database database;

    Studios(Database database) {
        this.database = database;
    }

    Response list(Request request) {
        return Response.ok("Studios", database.list(Studio.SELECT + "ORDER BY id", Studio::read));
    }

    Response byId(Request request) {
        return Response.ok("Studio", find(request.id("id")));
    }

    private Studio find(long id) {
        return database.one(Studio.SELECT + "WHERE id = ?", Studio::read, id)
                .orElseThrow(() -> Problem.notFound("studio-not-found", "There is no studio " + id + "."));
    }

    private record NewStudio(String name, Long seatRows, Long seatsPerRow) {
        NewStudio {
            var check = new Check();
            name = check.text("name", name, 100);
            check.number("seat_rows", seatRows, 1, MAX_ROWS);
            check.number("seats_per_row", seatsPerRow, 1, MAX_SEATS_PER_ROW);
            check.done();
        }
    }

    Response add(Request request) {
        var studio = request.body(NewStudio.class);
        try {
            long id = database.insert("""
                            INSERT INTO studios (name, seat_rows, seats_per_row)
                            VALUES (?, ?, ?)
                            """, studio.name, studio.seatRows, studio.seatsPerRow);
            return Response.created("/studios/" + id, "Studio created", find(id));
        } catch (Database.Duplicate e) {
            throw Problem.conflict("studio-name-taken", "There is a studio called " + studio.name + " already.");
        }
    }
}
