package nontonyuk.labs.faults;

import java.util.ArrayDeque;
import java.util.List;

/** Counts the requests inside a service, and keeps the last exchanges. Requests for its health do not count. */
final class Traffic {
    private static final int MAX_EXCHANGES = 10_000;

    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
    private int forwarded;
    private int inFlight;
    private int most;

    synchronized void enter() {
        forwarded++;
        most = Math.max(most, ++inFlight);
    }

    synchronized void leave() {
        inFlight--;
    }

    synchronized void add(Exchange exchange) {
        if (exchanges.size() == MAX_EXCHANGES) exchanges.removeFirst();
        exchanges.addLast(exchange);
    }

    synchronized void clear() {
        exchanges.clear();
        most = inFlight;
    }

    synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    synchronized int forwarded() {
        return forwarded;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int most() {
        return most;
    }
}
