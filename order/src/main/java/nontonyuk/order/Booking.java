package nontonyuk.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nontonyuk.common.Database;
import nontonyuk.common.Problem;
import nontonyuk.common.Transaction;

/**
 * Makes orders: looks which seats are free, chooses, and tries to claim them.
 *
 * <p>Looking and choosing only make success likely; what decides is the primary key of {@code
 * seat_claims}. A buyer who loses there looks again. Each loss means that somebody else has got a
 * seat, so this comes to an end.
 */
final class Booking {
    private static final int MOST_TRIES = 20;

    private final Database database;
    private final SeatClaims claims;
    private final int holdMinutes;

    Booking(Database database, int holdMinutes) {
        this.database = database;
        this.claims = new SeatClaims(database);
        this.holdMinutes = holdMinutes;
    }

    /** An order for the best seats of the first showtime that has enough of them. */
    Order bestSeats(long userId, List<Showtime> showtimes, int qty) {
        int mostLeft = 0;
        for (var showtime : showtimes) {
            var free = freeSeats(showtime);
            for (int losses = 0; free.count() >= qty; losses++) {
                if (losses == MOST_TRIES) throw crowded();
                // After each loss the choice is among twice as many good seats, so that those who
                // lost together don't meet again.
                var order = hold(userId, showtime, free.choose(qty, 1 << losses));
                if (order.isPresent()) return order.get();
                free = freeSeats(showtime);
            }
            mostLeft = Math.max(mostLeft, free.count());
        }
        throw Problem.conflict(
                "sold-out",
                "%d seats are wanted and at most %d are left.".formatted(qty, mostLeft));
    }

    private FreeSeats freeSeats(Showtime showtime) {
        return new FreeSeats(showtime.studio(), claims.taken(showtime.id()));
    }

    /** An order for exactly these seats. */
    Order namedSeats(long userId, Showtime showtime, List<Seat> seats) {
        for (int losses = 0; losses < MOST_TRIES; losses++) {
            var taken = claims.taken(showtime.id());
            taken.retainAll(seats);
            if (!taken.isEmpty()) throw taken(taken);
            var order = hold(userId, showtime, seats);
            if (order.isPresent()) return order.get();
        }
        throw crowded();
    }

    private static Problem taken(Set<Seat> seats) {
        var names = seats.stream().map(Seat::toString).collect(Collectors.joining(", "));
        return Problem.conflict("seat-taken", "Already taken: " + names + ".");
    }

    private static Problem crowded() {
        return Problem.unavailable(
                "seats-contended", "Too many want these seats at once; try again.", 1);
    }

    /** The order, or nothing where somebody else was quicker with one of the seats. */
    private Optional<Order> hold(long userId, Showtime showtime, List<Seat> seats) {
        try {
            return Optional.of(
                    database.transaction(
                            transaction -> {
                                claims.releaseExpired(transaction, showtime.id(), seats);
                                long id = addOrder(transaction, userId, showtime, seats.size());
                                claims.claim(transaction, id, seats);
                                addItems(transaction, id);
                                return Order.byId(transaction, id);
                            }));
        } catch (Database.Duplicate e) {
            return Optional.empty();
        }
    }

    private long addOrder(Transaction transaction, long userId, Showtime showtime, int qty) {
        return transaction.insert(
                """
                INSERT INTO orders (user_id, showtime_id, movie_title, studio, starts_at, qty, price,
                    total, status, expires_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?,
                    ?, 'HELD', UTC_TIMESTAMP(3) + INTERVAL ? MINUTE, UTC_TIMESTAMP(3))
                """,
                userId,
                showtime.id(),
                showtime.movieTitle(),
                showtime.studio().name(),
                showtime.startsAt(),
                qty,
                showtime.price(),
                qty * showtime.price(),
                holdMinutes);
    }

    /** What the order is about, kept when its claims are long gone. */
    private static void addItems(Transaction transaction, long orderId) {
        transaction.update(
                """
                INSERT INTO order_items (order_id, seat, price)
                SELECT c.order_id, c.seat, o.price
                FROM seat_claims c
                    JOIN orders o ON o.id = c.order_id
                WHERE c.order_id = ?
                """,
                orderId);
    }
}
