package nontonyuk.labs.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The service broke the rule. The code names the failure, and the values fill the placeholders of its texts. */
public final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final transient Map<String, Object> values;
    private final transient List<String> traces;

    public Wrong(String code, Map<String, Object> values, List<String> traces) {
        super(code);
        this.code = code;
        this.values = Map.copyOf(values);
        this.traces = List.copyOf(traces);
    }

    public String code() {
        return code;
    }

    Map<String, Object> values() {
        return values;
    }

    /** The trace ids of the requests that show the failure. */
    List<String> traces() {
        return traces;
    }

    /** Finds it behind the exceptions of other threads. */
    static Optional<Wrong> in(Throwable failure) {
        return causes(failure)
                .filter(Wrong.class::isInstance)
                .map(Wrong.class::cast)
                .findFirst();
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
