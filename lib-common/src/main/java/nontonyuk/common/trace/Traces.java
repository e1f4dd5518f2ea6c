package nontonyuk.common.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The newest traces of this process, for X-ray. Nothing is recorded before {@link #keep}. */
public final class Traces {
    private static final int MAX_TRACES = 500;

    /** More spans than this do not fit into a small heap. */
    private static final int MAX_SPANS = 20_000;

    /** A busy service spends no time on more. Its newer traces push out the wanted one less quickly. */
    private static final int MAX_PER_SECOND = 100;

    private static volatile Traces kept;

    private final Map<String, RecordedTrace> byId = new LinkedHashMap<>();
    private final AtomicInteger spans = new AtomicInteger();

    private final int perSecond;
    private long second;
    private int begun;

    private Traces(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Switches X-ray on. */
    public static void keep() {
        keep(MAX_PER_SECOND);
    }

    /** For tests: so many new traces are recorded in each second. */
    static void keep(int perSecond) {
        kept = new Traces(perSecond);
    }

    /** Switches X-ray off. */
    static void forget() {
        kept = null;
    }

    static boolean areKept() {
        return kept != null;
    }

    /** {@code null} if this second has enough traces. */
    static Recording record(Trace trace, String request) {
        var recorded = kept.of(trace.id());
        return recorded == null ? null : new Recording(recorded, trace.parent(), request);
    }

    /** The number of recorded spans that count. */
    static int spans() {
        return kept.spans.get();
    }

    /** What this process has recorded of a trace. */
    public static Optional<RecordedTrace> find(String id) {
        var traces = kept;
        if (traces == null) return Optional.empty();
        synchronized (traces.byId) {
            return Optional.ofNullable(traces.byId.get(id));
        }
    }

    /** All recorded traces, the newest first. */
    public static List<RecordedTrace> newest() {
        var traces = kept;
        if (traces == null) return List.of();
        synchronized (traces.byId) {
            var all = new ArrayList<>(traces.byId.values());
            all.removeIf(trace -> trace.size() == 0); // its first span comes in a moment
            Collections.reverse(all);
            return all;
        }
    }

    private RecordedTrace of(String id) {
        synchronized (byId) {
            var known = byId.get(id);
            if (known != null) return known;
            if (isBusy()) return null;
            var oldest = byId.values().iterator();
            while (oldest.hasNext() && (byId.size() >= MAX_TRACES || spans.get() >= MAX_SPANS)) {
                oldest.next().forget();
                oldest.remove();
            }
            var trace = new RecordedTrace(id, spans);
            byId.put(id, trace);
            return trace;
        }
    }

    private boolean isBusy() {
        long now = System.nanoTime() / 1_000_000_000;
        if (now != second) begun = 0;
        second = now;
        return ++begun > perSecond;
    }
}
