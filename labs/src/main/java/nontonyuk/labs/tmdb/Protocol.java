package nontonyuk.labs.tmdb;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nontonyuk.common.WholeNumber;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.labs.Modes;
import nontonyuk.labs.Query;
import nontonyuk.labs.StandIn;

/** The part of TheMovieDB's API, version 3, that the movie service uses, and the path that sets the mode. */
final class Protocol implements StandIn.Protocol {
    private static final int PER_PAGE = 20;
    private static final int MAX_PAGE = 500;
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

    @Override
    public Response answer(Request request) throws InterruptedException {
        if (request.rawPath().equals(Modes.PATH)) return hasKey(request) ? modes.answer(request) : Failures.INVALID_KEY;
        if (!request.rawPath().startsWith("/3/")) return Failures.NOT_FOUND;
        var mode = modes.current();
        return switch (mode.kind()) {
            case OK -> asUsual(request);
            case SLOW -> {
                Thread.sleep(mode.delayMs());
                yield asUsual(request);
            }
            case REFUSE -> Failures.INVALID_KEY;
            case RUBBISH -> Failures.RUBBISH;
            case LIMIT -> Failures.TOO_MANY_REQUESTS;
            case ERROR -> Failures.INTERNAL_ERROR;
        };
    }

    @Override
    public Response error(Problem problem) {
        return Failures.of(problem);
    }

    /** Like TheMovieDB, it checks the rate, then the key, then the path, then the method. */
    private Response asUsual(Request request) {
        if (!limit.allows(request.clientAddress())) return Failures.TOO_MANY_REQUESTS;
        if (!hasKey(request)) return Failures.INVALID_KEY;
        var answer = get(request.rawPath(), Query.of(request));
        return answer == Failures.NOT_FOUND || request.isRead() ? answer : Failures.WRONG_METHOD;
    }

    private boolean hasKey(Request request) {
        return token.equals(Query.of(request).values().get("api_key")) || StandIn.hasToken(request, token);
    }

    private Response get(String path, Query query) {
        return switch (path) {
            case "/3/movie/popular" -> page(query, catalogue.popular(), null);
            case "/3/movie/now_playing" -> page(query, catalogue.nowPlaying(), catalogue.dates());
            case "/3/genre/movie/list" -> StandIn.json(200, Map.of("genres", catalogue.genres()));
            default -> movie(path);
        };
    }

    private static Response page(Query query, List<JsonNode> movies, Catalogue.Dates dates) {
        var wanted = WholeNumber.parse(query.value("page").orElse("1"), 1, MAX_PAGE);
        if (wanted.isEmpty()) return Failures.INVALID_PAGE;
        int page = (int) wanted.getAsLong();
        int from = Math.min((page - 1) * PER_PAGE, movies.size());
        int to = Math.min(from + PER_PAGE, movies.size());
        int pages = (movies.size() + PER_PAGE - 1) / PER_PAGE;
        return StandIn.json(200, new Page(dates, page, movies.subList(from, to), pages, movies.size()));
    }

    private Response movie(String path) {
        var id = MOVIE.matcher(path);
        var details = id.matches() ? catalogue.details().get(Integer.parseInt(id.group(1))) : null;
        return details == null ? Failures.NOT_FOUND : StandIn.json(200, details);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Page(Catalogue.Dates dates, int page, List<JsonNode> results, int totalPages, int totalResults) {}
}
