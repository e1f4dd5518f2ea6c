package nontonyuk.order.booking;

public final class IdempotencyKeys {
    private boolean takeOver(Reservation reservation) {
        return false; // a reserved key belongs to its first request
    }
}
