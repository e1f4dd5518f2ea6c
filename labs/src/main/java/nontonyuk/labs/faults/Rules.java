package nontonyuk.labs.faults;

import java.util.ArrayList;
import java.util.List;

/** Chooses the fault of each request. */
final class Rules {
    private static final class Entry {
        final FaultProxy.Rule rule;
        int left;

        Entry(FaultProxy.Rule rule) {
            this.rule = rule;
            this.left = rule.times();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private Fault otherwise = Fault.NONE;

    synchronized void add(FaultProxy.Rule rule) {
        entries.add(new Entry(rule));
    }

    synchronized void set(Fault fault) {
        otherwise = fault;
    }

    /** The fault of a request for which no rule is left. */
    synchronized Fault fault() {
        return otherwise;
    }

    synchronized void clear() {
        entries.clear();
        otherwise = Fault.NONE;
    }

    /** No rule is for the requests for health, because nobody knows when they come. */
    synchronized Fault faultOf(Request request) {
        for (var entry : request.isForHealth() ? List.<Entry>of() : entries) {
            if (entry.left == 0 || !entry.rule.when().test(request)) continue;
            entry.left--;
            return entry.rule.fault();
        }
        return otherwise;
    }
}
