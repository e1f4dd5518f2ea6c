package nontonyuk.labs.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the test of a property gets. Its methods may be called from several threads. */
public final class Trial {
    private final Bench bench;
    private final Map<String, String> drawn;
    private final Random random;
    private final int force;
    private final int times;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Proof> proofs = new LinkedHashMap<>();
    private final List<String> traces = new ArrayList<>();

    Trial(Bench bench, Map<String, String> drawn, Random random, int force, int times) {
        this.bench = bench;
        this.drawn = drawn;
        this.random = random;
        this.force = force;
        this.times = times;
    }

    public Bench bench() {
        return bench;
    }

    /** The same numbers for the same seed and the same property. */
    public Random random() {
        return random;
    }

    /** Names that come from {@link #random()}. */
    public Names names() {
        return new Names(random);
    }

    /** The student's own word, or number as text. */
    public String drawn(String parameter) {
        var value = drawn.get(parameter);
        if (value == null) throw new IllegalArgumentException("lab.json has no parameter " + parameter);
        return value;
    }

    public int drawnNumber(String parameter) {
        return Integer.parseInt(drawn(parameter));
    }

    /** 1, and then 2 and 4 when the property was not proven. */
    public int force() {
        return force;
    }

    /** The number of rounds: {@code normal}, or a multiple of it by {@code --rounds}. */
    public int rounds(int normal) {
        return normal * times;
    }

    /**
     * Notes how strong a load or a fault was. A property may call it once a round, before it judges the answers; half
     * of the calls must reach {@code needed}. The texts have the key {@code <what>.saw}.
     */
    public synchronized void saw(String what, int seen, int needed) {
        proofs.merge(what, Proof.of(what, seen, needed), Proof::and);
    }

    /** Gives a value for the placeholder {@code {name}} of the texts. */
    public synchronized Trial tell(String name, Object value) {
        values.put(name, value == null ? "-" : value);
        return this;
    }

    /** Adds the trace ids of requests that show a failure. */
    public synchronized void traces(String... ids) {
        traces.addAll(List.of(ids));
    }

    /** Ends the test: the service broke the rule. */
    public synchronized void wrong(String code) {
        throw new Wrong(code, values, traces);
    }

    synchronized Map<String, Object> values() {
        return Map.copyOf(values);
    }

    synchronized List<Proof> proofs() {
        return List.copyOf(proofs.values());
    }

    synchronized List<String> traces() {
        return List.copyOf(traces);
    }
}
