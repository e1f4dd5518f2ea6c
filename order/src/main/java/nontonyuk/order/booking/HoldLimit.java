package nontonyuk.order.booking;

import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.SeatClaims.Snapshot;

/**
 * Limits the unpaid seats of an account, in one showtime and in all. An unpaid order counts until three hold times
 * after its expiry, also if it was cancelled: a new order does not renew a hold for ever.
 */
public final class HoldLimit {
    private static final int SLOTS = 500; // the rows of hold_locks

    private final int inShowtime;
    private final int inAll;
    private final int countedSeconds;

    /** The largest numbers of seats; 0 means no limit. */
    public HoldLimit(int inShowtime, int inAll, int holdSeconds) {
        this.inShowtime = inShowtime;
        this.inAll = inAll;
        this.countedSeconds = isOff() ? -60_000_000 : 3 * holdSeconds; // without a limit the count reads no orders
    }

    /** Throws a 409 if the account has too many unpaid seats with this order, which the transaction has stored. */
    public void check(Transaction transaction, Order order) {
        if (isOff()) return;
        check(snapshot(transaction, order.showtimeId(), order.userId()), 0);
    }

    /** Throws a 409 if the account would have too many unpaid seats with {@code qty} more. */
    void check(Snapshot account, int qty) {
        refuse(account.unpaidInShowtime() + qty, inShowtime, "in one showtime");
        refuse(account.unpaidInAll() + qty, inAll, "in all showtimes");
    }

    /**
     * Locks the account, then reads the taken seats of a showtime. Other orders of the account wait until the
     * transaction ends. Its own order is then visible to them.
     */
    Snapshot snapshot(Transaction transaction, long showtimeId, long userId) {
        if (!isOff()) transaction.update("UPDATE hold_locks SET version = version + 1 WHERE slot = ?", userId % SLOTS);
        return SeatClaims.snapshot(transaction, showtimeId, userId, countedSeconds);
    }

    private boolean isOff() {
        return inShowtime == 0 && inAll == 0;
    }

    private void refuse(long unpaid, int limit, String where) {
        if (limit == 0 || unpaid <= limit) return;
        var detail =
                "An account may hold %d unpaid seats %s; this order would make %d.".formatted(limit, where, unpaid);
        var released = " Seats that expired or were cancelled count for %d more seconds.".formatted(countedSeconds);
        throw Problem.conflict("hold-limit", detail + released);
    }
}
