package nontonyuk.labs.check.labs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import nontonyuk.labs.check.Bench;
import nontonyuk.labs.faults.Fault;
import nontonyuk.labs.faults.FaultProxy;

/** A fault of the taps before some instances, for the requests with one text in their target. It counts them. */
final class MarkedFault {
    private final String mark;
    private final Fault fault;
    private final boolean isOnce;
    private final AtomicBoolean isFirst = new AtomicBoolean(true);
    private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();

    /** With {@code isOnce} only the first of the requests gets the fault. */
    MarkedFault(String mark, String fault, boolean isOnce) {
        this.mark = mark;
        this.fault = Fault.read(fault);
        this.isOnce = isOnce;
    }

    /** Adds the fault to the taps; it lasts until their {@code clear}. */
    MarkedFault at(Bench bench, List<String> instances) {
        for (var instance : instances) {
            var tap = bench.tap(instance);
            tap.add(new FaultProxy.Rule(request -> isBroken(instance, request.target()), fault, Integer.MAX_VALUE));
        }
        return this;
    }

    private boolean isBroken(String instance, String target) {
        if (!target.contains(mark)) return false;
        arrivals.merge(instance, 1, Integer::sum);
        return !isOnce || isFirst.getAndSet(false);
    }

    /** The number of these requests that reached an instance. */
    int arrivals() {
        return arrivals.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The number of instances that got such a request. */
    int instances() {
        return arrivals.size();
    }
}
