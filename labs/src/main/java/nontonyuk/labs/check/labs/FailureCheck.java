package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nontonyuk.labs.check.LabCheck;
import nontonyuk.labs.check.Plan;
import nontonyuk.labs.check.Property;

/** Lab 06: each failure of another service gets its own name, in time, and no work is done twice. */
public final class FailureCheck implements LabCheck {
    static final int DEADLINE_MS = 1_000;

    @Override
    public Plan plan(Map<String, String> drawn) {
        return new Plan(
                List.of("auth", "movie", "order", "gateway"),
                List.of("movie"),
                Set.of("movie", "movie-2", "order"),
                Set.of(),
                Map.of(
                        "GATEWAY_DEADLINE_MS", "" + DEADLINE_MS,
                        "GATEWAY_CACHE_MS", "0", // each read reaches a movie
                        "TMDB_SYNC_MINUTES", "0"));
    }

    @Override
    public List<Property> properties() {
        return List.of(
                Property.of("1.1", 15, FailureNames::aStallEndsAtTheDeadline),
                Property.of("1.2", 15, FailureNames::eachFailureHasItsName),
                Property.of("1.3", 15, OrderAlone::nothingIsSoldWithoutMovie),
                Property.of("2.1", 15, SecondTries::onlyABrokenReadIsSentAgain),
                Property.of("2.2", 10, SecondTries::theBudgetBoundsThem).asControl(),
                Property.of("2.3", 10, SecondTries::anEndlessBodyIsCut),
                Property.of("own", 20, LastGoodAnswers::replaceNoAnswer, "1.2"));
    }
}
