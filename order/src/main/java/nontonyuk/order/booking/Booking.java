package nontonyuk.order.booking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Makes orders: looks which seats are free, chooses, and tries to claim them.
 *
 * <p>Looking and choosing only make success likely; what decides is the primary key of {@code seat_claims}. A buyer who
 * loses there looks again. Each loss means that somebody else has got a seat, so this comes to an end.
 */
public final class Booking {
    private static final int MOST_TRIES = 20;

    private final Database database;
    private final SeatClaims claims;
    private final int holdMinutes;

    public Booking(Database database, SeatClaims claims, int holdMinutes) {
        this.database = database;
        this.claims = claims;
        this.holdMinutes = holdMinutes;
    }

    /** For whom, and where the answer is kept if the same request comes again. */
    record Buyer(long userId, IdempotencyKeys.Keeper keeper) {}

    /** Orders the best seats of the first showtime that has enough of them. */
    Response bestSeats(Buyer buyer, List<Showtime> showtimes, int qty) {
        int mostLeft = 0;
        for (var showtime : showtimes) {
            var plan = plan(showtime);
            for (int losses = 0; plan.freeSeats() >= qty; losses++) {
                if (losses == MOST_TRIES) throw crowded();
                // After each loss the choice is among twice as many good seats, so that those who
                // lost together don't meet again.
                var answer = hold(buyer, showtime, plan.best(qty, 1 << losses));
                if (answer.isPresent()) return answer.get();
                plan = plan(showtime);
            }
            mostLeft = Math.max(mostLeft, plan.freeSeats());
        }
        throw Problem.conflict("sold-out", "%d seats are wanted and at most %d are left.".formatted(qty, mostLeft));
    }

    private SeatPlan plan(Showtime showtime) {
        return new SeatPlan(showtime.studio(), claims.takenSeats(showtime.id()));
    }

    /** Orders exactly these seats. */
    Response namedSeats(Buyer buyer, Showtime showtime, List<Seat> seats) {
        for (int losses = 0; losses < MOST_TRIES; losses++) {
            var taken = claims.takenSeats(showtime.id());
            var plan = new SeatPlan(showtime.studio(), taken);
            refuseTaken(plan, taken, seats);
            refuseGap(plan, seats);
            var answer = hold(buyer, showtime, seats);
            if (answer.isPresent()) return answer.get();
        }
        throw crowded();
    }

    private static void refuseTaken(SeatPlan plan, Set<Seat> taken, List<Seat> seats) {
        var ofThese = new TreeSet<>(seats);
        ofThese.retainAll(taken);
        if (ofThese.isEmpty()) return;
        var names = ofThese.stream().map(Seat::toString).collect(Collectors.joining(", "));
        var problem = Problem.conflict("seat-taken", "Already taken: " + names + ".");
        throw offer(problem, plan.nearestTo(seats));
    }

    /** A seat that stands alone between two taken ones is hardly ever sold. */
    private static void refuseGap(SeatPlan plan, List<Seat> seats) {
        var gap = plan.gap(seats);
        if (gap.isEmpty()) return;
        var better = plan.nearestTo(seats);
        if (better.isEmpty()) return; // nothing else is left
        var detail = "This would leave " + gap.get() + " alone between taken seats.";
        throw offer(Problem.conflict("single-seat-gap", detail), better);
    }

    private static Problem offer(Problem problem, Optional<List<Seat>> seats) {
        if (seats.isEmpty()) return problem;
        return problem.withMember("offer", Map.of("seats", seats.get()));
    }

    private static Problem crowded() {
        return Problem.unavailable("seats-contended", "Too many want these seats at once; try again.", 1);
    }

    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost() {
            super(null, null, false, false);
        }
    }

    /** The answer, or nothing where somebody else was quicker with one of the seats. */
    private Optional<Response> hold(Buyer buyer, Showtime showtime, List<Seat> seats) {
        try {
            return Optional.of(database.transaction(work -> hold(work, buyer, showtime, seats)));
        } catch (Lost e) {
            return Optional.empty(); // and nothing of it is stored
        } catch (Database.Duplicate e) {
            throw Problem.conflict("idempotency-key-used", "An order was made with this Idempotency-Key before.");
        }
    }

    private Response hold(Transaction transaction, Buyer buyer, Showtime showtime, List<Seat> seats) {
        long id = addOrder(transaction, buyer, showtime, seats.size());
        for (var seat : seats) addItem(transaction, id, seat, showtime.price());
        var order = Order.byId(transaction, id);
        if (!SeatClaims.claim(transaction, order)) throw new Lost();
        var names = seats.stream().map(Seat::toString).collect(Collectors.joining(" "));
        OrderEvent.write(transaction, id, OrderEvent.Kind.HELD, names + " until " + order.expiresAt());
        return buyer.keeper.keep(transaction, Response.created("/orders/" + id, "Order created successfully", order));
    }

    private long addOrder(Transaction transaction, Buyer buyer, Showtime showtime, int qty) {
        return transaction.insert(
                """
                INSERT INTO orders (user_id, showtime_id, movie_title, studio, starts_at, qty, price,
                    total, status, expires_at, created_at, made_with)
                VALUES (?, ?, ?, ?, ?, ?, ?,
                    ?, 'HELD', UTC_TIMESTAMP(3) + INTERVAL ? MINUTE, UTC_TIMESTAMP(3), ?)
                """,
                buyer.userId,
                showtime.id(),
                showtime.movieTitle(),
                showtime.studio().name(),
                showtime.startsAt(),
                qty,
                showtime.price(),
                qty * showtime.price(),
                holdMinutes,
                buyer.keeper.name());
    }

    /** What the order is about, kept when its claims are long gone. */
    private static void addItem(Transaction transaction, long orderId, Seat seat, long price) {
        transaction.update("""
                INSERT INTO order_items (order_id, seat, price)
                VALUES (?, ?, ?)
                """, orderId, seat.toString(), price);
    }
}
