package nontonyuk.labs.tmdb;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.Answer;
import nontonyuk.labs.Modes;
import nontonyuk.labs.Request;

/**
 * Which answer a request gets: the few paths of TheMovieDB's API, version 3, that we have movies for, and one of our
 * own by which the stand-in is told to misbehave.
 */
final class Protocol {
    private static final int PER_PAGE = 20;
    private static final Pattern PAGE = Pattern.compile("[1-9]\\d?|[1-4]\\d\\d|500");
    private static final Pattern MOVIE = Pattern.compile("/3/movie/(\\d{1,9})");

    private final Catalogue catalogue;
    private final String token;
    private final RateLimit limit;
    private final Modes<Behaviour> modes = new Modes<>(Behaviour.class, EnumSet.of(Behaviour.SLOW));

    Protocol(Catalogue catalogue, String token, RateLimit limit) {
        this.catalogue = catalogue;
        this.token = token;
        this.limit = limit;
    }

    Answer answer(Request request) throws InterruptedException {
        if (request.path().equals("/stand-in/mode")) return mode(request);
        if (!request.path().startsWith("/3/")) return Failures.NOT_FOUND;
        var now = modes.now();
        return switch (now.kind()) {
            case OK -> asUsual(request);
            case SLOW -> {
                Thread.sleep(now.delayMs());
                yield asUsual(request);
            }
            case REFUSE -> Failures.INVALID_KEY;
            case RUBBISH -> Failures.RUBBISH;
            case LIMIT -> Failures.TOO_MANY_REQUESTS;
            case ERROR -> Failures.INTERNAL_ERROR;
        };
    }

    private Answer asUsual(Request request) {
        if (!limit.allows(request.client())) return Failures.TOO_MANY_REQUESTS;
        if (!isAuthorized(request)) return Failures.INVALID_KEY;
        var answer = get(request);
        return answer == Failures.NOT_FOUND || request.reads() ? answer : Failures.WRONG_METHOD;
    }

    private boolean isAuthorized(Request request) {
        return token.equals(request.query().get("api_key")) || request.bears(token);
    }

    private Answer get(Request request) {
        return switch (request.path()) {
            case "/3/movie/popular" -> page(request, catalogue.popular(), null);
            case "/3/movie/now_playing" -> page(request, catalogue.nowPlaying(), catalogue.dates());
            case "/3/genre/movie/list" -> Answer.ok(Map.of("genres", catalogue.genres()));
            default -> movie(request.path());
        };
    }

    private static Answer page(Request request, List<Movie.Entry> movies, Catalogue.Dates dates) {
        var asked = request.query().getOrDefault("page", "1");
        if (!PAGE.matcher(asked).matches()) return Failures.INVALID_PAGE;
        int page = Integer.parseInt(asked);
        int from = Math.min((page - 1) * PER_PAGE, movies.size());
        int to = Math.min(from + PER_PAGE, movies.size());
        int pages = (movies.size() + PER_PAGE - 1) / PER_PAGE;
        return Answer.ok(new Page(dates, page, movies.subList(from, to), pages, movies.size()));
    }

    private Answer movie(String path) {
        var id = MOVIE.matcher(path);
        if (!id.matches()) return Failures.NOT_FOUND;
        return catalogue.details(Integer.parseInt(id.group(1))).map(Answer::ok).orElse(Failures.NOT_FOUND);
    }

    private Answer mode(Request request) {
        if (request.method().equals("PUT")) {
            try {
                modes.set(request.body());
            } catch (Problem e) {
                return Answer.json(e.status(), Map.of("error", e.getMessage()));
            }
        } else if (!request.reads()) {
            return Answer.json(405, Map.of("error", "Use GET or PUT.")).with("Allow", "GET, HEAD, PUT");
        }
        return modes.shown();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Page(Catalogue.Dates dates, int page, List<Movie.Entry> results, int totalPages, int totalResults) {}
}
