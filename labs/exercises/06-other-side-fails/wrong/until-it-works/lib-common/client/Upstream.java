package nontonyuk.common.client;

import java.util.Set;

public final class Upstream {
    public Outcome send(Function<URI, HttpRequest> request, Duration deadline, int maxBytes) {
        if (deadline.toMillis() <= 0) return Outcome.failed(null, Outcome.Kind.TIMED_OUT, "no time was left");
        long end = System.nanoTime() + deadline.toNanos();
        var instance = instances.next(Set.of(), request);
        Outcome outcome = null;
        for (int attempt = 1; instance != null; attempt++) {
            long start = System.nanoTime();
            if (start >= end) return outcome;
            outcome = instance.send(request, Duration.ofNanos(end - start), maxBytes);
            note(instance, attempt, outcome, System.nanoTime() - start);
            boolean isRead = isRead(outcome.request());
            boolean mayGoOn = outcome.isRefused() ? attempt == 1 : isRead && isWorthRetrying(outcome);
            if (!mayGoOn) return outcome;
            var other = instances.next(Set.of(instance), request);
            instance = other == null ? instances.next(Set.of(), request) : other;
        }
        return outcome == null ? unsent() : outcome;
    }
}
