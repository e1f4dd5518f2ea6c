package nontonyuk.labs.payment;

import java.util.Map;
import java.util.TreeMap;
import nontonyuk.labs.Modes.Mode;

/** The test cards, as real providers have them: each makes one charge work or fail in one way. */
final class TestCards {
    /** Longer than a shop waits for an answer. */
    private static final int SLOW_MS = 5_000;

    private static final Map<String, Mode<Behaviour>> CARDS = new TreeMap<>(Map.of(
            "card-ok", new Mode<>(Behaviour.OK, 0),
            "card-declined", new Mode<>(Behaviour.DECLINE, 0),
            "card-slow", new Mode<>(Behaviour.SLOW, SLOW_MS),
            "card-lost", new Mode<>(Behaviour.LOSE_ANSWER, 0)));

    static final String NAMES = String.join(", ", CARDS.keySet());

    private TestCards() {}

    /** Null means the buyer's usual card, which works. */
    static boolean has(String card) {
        return card == null || CARDS.containsKey(card);
    }

    /** The mode of one charge: the card decides, unless the stand-in is in another mode than OK. */
    static Mode<Behaviour> mode(String card, Mode<Behaviour> current) {
        return card == null || current.kind() != Behaviour.OK ? current : CARDS.get(card);
    }
}
