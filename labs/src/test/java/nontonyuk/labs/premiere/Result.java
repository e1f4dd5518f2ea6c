package nontonyuk.labs.premiere;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import nontonyuk.labs.load.Processors;

/** What became of the buyers of a premiere, and of the time of the system. */
public final class Result {
    /** How a buyer leaves. */
    public enum End {
        SEATS,
        SOLD_OUT,
        GAVE_UP
    }

    private record Left(int number, double seconds) {}

    private final Map<End, List<Left>> left = new EnumMap<>(End.class);
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private Duration used = Duration.ZERO;
    private long start;
    private double lastSold;

    Result() {
        for (var end : End.values()) left.put(end, new ArrayList<>());
    }

    void begin() {
        start = System.nanoTime();
        used = allUsed();
    }

    void end() {
        used = allUsed().minus(used);
    }

    private static Duration allUsed() {
        return Processors.used().values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    void count(String method, int status) {
        var kind = status == 0 || status >= 500 || status == 429 ? "refused" : method + " " + status;
        requests.computeIfAbsent(kind, first -> new LongAdder()).increment();
    }

    synchronized void add(int number, End end, long nanoseconds) {
        left.get(end).add(new Left(number, nanoseconds / 1e9));
        if (end == End.SEATS) lastSold = (System.nanoTime() - start) / 1e9;
    }

    int buyers(End end) {
        return left.get(end).size();
    }

    /** The seconds from the arrival of a buyer until this end, for a percentage of the buyers with this end. */
    double seconds(End end, double percentage) {
        var all = left.get(end).stream().mapToDouble(Left::seconds).sorted().toArray();
        return all.length == 0 ? 0 : all[(int) Math.ceil(percentage / 100 * all.length) - 1];
    }

    /** The share of the seats that went to those who came first. */
    double fairness() {
        var winners = left.get(End.SEATS);
        return (double) winners.stream()
                        .filter(one -> one.number < winners.size())
                        .count()
                / winners.size();
    }

    /** The requests with this answer, such as {@code POST 409}; those that nobody answered are {@code refused}. */
    long requests(String answer) {
        return requests.containsKey(answer) ? requests.get(answer).sum() : 0;
    }

    long requests() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The processor time of the whole system, in seconds. */
    double processorSeconds() {
        return used.toNanos() / 1e9;
    }

    /** The seconds from the first arrival until the last order. */
    double lastSold() {
        return lastSold;
    }
}
