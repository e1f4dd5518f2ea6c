package nontonyuk.common.client;

public final class Upstream {
    private boolean mayRetry(Outcome outcome) {
        return !outcome.isRefused() && isWorthRetrying(outcome) && budget.spend();
    }
}
