package nontonyuk.common.client;

public final class Upstream {
    private boolean mayRetry(Outcome outcome) {
        // TODO task 2: which outcome of which request is worth a second try, and does the budget allow it?
        return false;
    }

    // without: isWorthRetrying(Outcome)
}
