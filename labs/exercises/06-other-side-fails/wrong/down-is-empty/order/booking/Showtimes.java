package nontonyuk.order.booking;

public final class Showtimes {
    List<Showtime> ofMovie(String title, String authorization) {
        var missing = Problem.notFound("movie-not-found", "There is no movie called " + title + ".");
        var path = "/showtimes?title=" + URLEncoder.encode(title, StandardCharsets.UTF_8);
        var upcoming = new Showtime[0];
        try {
            upcoming = get(path, authorization, Showtime[].class, missing);
        } catch (Problem problem) {
            if (problem.status() < 500) throw problem;
        }
        if (upcoming.length == 0) throw Problem.conflict("no-showtime", title + " has no upcoming showtime.");
        return Arrays.asList(upcoming);
    }
}
