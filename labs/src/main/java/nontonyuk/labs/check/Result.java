package nontonyuk.labs.check;

import java.util.List;
import java.util.Map;

/**
 * The result of one property.
 *
 * @param code names the failure, or why it was not tried or is not proven; empty if the property holds
 * @param values fill the placeholders of the texts
 * @param log the last lines of a service that ended or hangs
 */
public record Result(
        Property property,
        Status status,
        String code,
        Map<String, Object> values,
        List<Proof> proofs,
        List<String> traces,
        List<String> log,
        double seconds) {

    static Result notTried(Property property, String code, String need) {
        return new Result(property, Status.NOT_TRIED, code, Map.of("need", need), List.of(), List.of(), List.of(), 0);
    }

    public boolean holds() {
        return status == Status.PASS;
    }

    int score() {
        return holds() ? property.points() : 0;
    }

    Result took(double time) {
        return new Result(property, status, code, values, proofs, traces, log, time);
    }
}
