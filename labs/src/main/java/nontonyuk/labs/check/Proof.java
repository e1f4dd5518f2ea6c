package nontonyuk.labs.check;

import java.util.Map;

/** How often a load or a fault was seen at work, in all rounds of a property. */
public record Proof(String what, int rounds, int enough, int least, int most, int needed) {
    static Proof of(String what, int seen, int needed) {
        return new Proof(what, 1, seen >= needed ? 1 : 0, seen, seen, needed);
    }

    Proof and(Proof next) {
        return new Proof(
                what,
                rounds + next.rounds,
                enough + next.enough,
                Math.min(least, next.least),
                Math.max(most, next.most),
                next.needed);
    }

    /** Half of the rounds must have seen what is needed. */
    boolean isGiven() {
        return 2 * enough >= rounds;
    }

    Map<String, Object> values() {
        return Map.of("rounds", rounds, "least", least, "most", most, "seen", most, "needed", needed);
    }
}
