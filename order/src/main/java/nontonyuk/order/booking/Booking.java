package nontonyuk.order.booking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.IdempotencyKeys.Reservation;

/**
 * Makes orders: reads the free seats, chooses some of them, and tries to claim these.
 *
 * <p>The primary key of {@code seat_claims} decides a race for a seat. The loser reads the free seats again. Each lost
 * race means that another buyer got a seat, so the loop ends.
 */
public final class Booking {
    private static final int MAX_RACES = 20;

    private final Database database;
    private final int holdMinutes;
    private final HoldLimit limit;

    public Booking(Database database, int holdMinutes, HoldLimit limit) {
        this.database = database;
        this.holdMinutes = holdMinutes;
        this.limit = limit;
    }

    /** Makes an order for the best seats of the first showtime that has enough free seats. */
    Response bestSeats(Reservation reservation, long userId, List<Showtime> showtimes, int qty) {
        int maxFree = 0;
        for (var showtime : showtimes) {
            var plan = plan(showtime);
            for (int lostRaces = 0; plan.freeSeats() >= qty; lostRaces++) {
                if (lostRaces == MAX_RACES) throw contended();
                // Each lost race doubles the number of choices, so two losers rarely meet again.
                var answer = hold(reservation, userId, showtime, plan.best(qty, 1 << lostRaces));
                if (answer.isPresent()) return answer.get();
                plan = plan(showtime);
            }
            maxFree = Math.max(maxFree, plan.freeSeats());
        }
        throw Problem.conflict("sold-out", "%d seats are wanted and at most %d are left.".formatted(qty, maxFree));
    }

    private SeatPlan plan(Showtime showtime) {
        return new SeatPlan(showtime.studio(), SeatClaims.takenSeats(database, showtime.id()));
    }

    /** Makes an order for exactly these seats. */
    Response namedSeats(Reservation reservation, long userId, Showtime showtime, List<Seat> seats) {
        for (int lostRaces = 0; lostRaces < MAX_RACES; lostRaces++) {
            var plan = plan(showtime);
            refuseTaken(plan, seats);
            refuseGap(plan, seats);
            var answer = hold(reservation, userId, showtime, seats);
            if (answer.isPresent()) return answer.get();
        }
        throw contended();
    }

    private static void refuseTaken(SeatPlan plan, List<Seat> seats) {
        var taken = seats.stream().filter(seat -> !plan.isFree(seat)).toList();
        if (taken.isEmpty()) return;
        var problem = Problem.conflict("seat-taken", "Already taken: " + joined(taken, ", ") + ".");
        throw withOffer(problem, plan.nearestTo(seats));
    }

    /** Buyers rarely choose a single seat between taken ones, so an order should not leave one. */
    private static void refuseGap(SeatPlan plan, List<Seat> seats) {
        var gap = plan.gap(seats);
        if (gap.isEmpty()) return;
        var better = plan.nearestTo(seats);
        if (better.isEmpty()) return; // no other choice is better
        var detail = "This choice would leave " + gap.get() + " alone between taken seats.";
        throw withOffer(Problem.conflict("single-seat-gap", detail), better);
    }

    private static Problem withOffer(Problem problem, Optional<List<Seat>> seats) {
        return seats.isEmpty() ? problem : problem.withMember("offer", Map.of("seats", seats.get()));
    }

    private static Problem contended() {
        return Problem.unavailable("seats-contended", "Too many buyers want these seats at once; try again.", 1);
    }

    /** Rolls the transaction back: another buyer claimed one of the seats first. */
    private static final class SeatTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        SeatTaken() {
            super(null, null, false, false); // a race loses often, and no one reads a stack trace
        }
    }

    /** The answer, or nothing after a lost race. */
    private Optional<Response> hold(Reservation reservation, long userId, Showtime showtime, List<Seat> seats) {
        try {
            return Optional.of(database.transaction(work -> hold(work, reservation, userId, showtime, seats)));
        } catch (SeatTaken e) {
            return Optional.empty();
        } catch (Database.Duplicate e) {
            throw Problem.conflict("idempotency-key-used", "An order was made with this Idempotency-Key before.");
        }
    }

    private Response hold(
            Transaction transaction, Reservation reservation, long userId, Showtime showtime, List<Seat> seats) {
        long id = addOrder(transaction, reservation, userId, showtime, seats.size());
        for (var seat : seats) { // the order keeps these items after it has lost its claims
            var sql = "INSERT INTO order_items (order_id, seat, price) VALUES (?, ?, ?)";
            transaction.update(sql, id, seat.toString(), showtime.price());
        }
        var order = Order.byId(transaction, id);
        limit.check(transaction, order);
        if (!SeatClaims.claim(transaction, id, showtime.id(), seats)) throw new SeatTaken();
        OrderEvent.add(transaction, id, OrderEvent.Kind.HELD, joined(seats, " ") + " until " + order.expiresAt());
        return reservation.store(transaction, Response.created("/orders/" + id, "Order created successfully", order));
    }

    private long addOrder(Transaction transaction, Reservation reservation, long userId, Showtime showtime, int qty) {
        return transaction.insert(
                """
                INSERT INTO orders (user_id, showtime_id, movie_title, studio, starts_at, qty, price,
                    total, status, expires_at, created_at, made_with)
                VALUES (?, ?, ?, ?, ?, ?, ?,
                    ?, 'HELD', UTC_TIMESTAMP(3) + INTERVAL ? MINUTE, UTC_TIMESTAMP(3), ?)
                """,
                userId,
                showtime.id(),
                showtime.movieTitle(),
                showtime.studio().name(),
                showtime.startsAt(),
                qty,
                showtime.price(),
                qty * showtime.price(),
                holdMinutes,
                reservation.madeWith());
    }

    private static String joined(List<Seat> seats, String separator) {
        return seats.stream().map(Seat::toString).collect(Collectors.joining(separator));
    }
}
