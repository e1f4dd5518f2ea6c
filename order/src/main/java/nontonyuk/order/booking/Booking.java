package nontonyuk.order.booking;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.order.booking.IdempotencyKeys.Reservation;
import nontonyuk.order.booking.SeatClaims.Snapshot;

/**
 * Makes orders: one transaction reads the free seats, chooses some of them, and tries to claim these.
 *
 * <p>The primary key of {@code seat_claims} decides a race for a seat. The loser rolls back, and reads the free seats
 * again. Each lost race means that another buyer got a seat, so the loop ends.
 */
public final class Booking {
    private static final int MAX_RACES = 20;

    private final Database database;
    private final int holdSeconds;
    private final HoldLimit limit;

    public Booking(Database database, int holdSeconds, HoldLimit limit) {
        this.database = database;
        this.holdSeconds = holdSeconds;
        this.limit = limit;
    }

    /** Makes an order for the best seats of the first showtime that has enough free seats. */
    Response bestSeats(Reservation reservation, long userId, List<Showtime> showtimes, int qty) {
        return race((transaction, lostRaces) -> {
            int maxFree = 0;
            for (var showtime : showtimes) {
                // The snapshot locks the account, then reads the taken seats.
                var claims = limit.snapshot(transaction, showtime.id(), userId);
                var plan = new SeatPlan(showtime.studio(), claims.taken());
                maxFree = Math.max(maxFree, plan.freeSeats());
                if (plan.freeSeats() < qty) continue;
                // Each lost race doubles the number of choices, so two losers rarely meet again.
                return hold(transaction, reservation, userId, showtime, claims, plan.best(qty, 1 << lostRaces));
            }
            var detail = "%d seats are wanted and at most %d are left.".formatted(qty, maxFree);
            throw Problem.conflict("sold-out", detail);
        });
    }

    /** Makes an order for exactly these seats. */
    Response namedSeats(Reservation reservation, long userId, Showtime showtime, List<Seat> seats) {
        return race((transaction, lostRaces) -> {
            var claims = limit.snapshot(transaction, showtime.id(), userId);
            var plan = new SeatPlan(showtime.studio(), claims.taken());
            refuseTaken(plan, seats);
            refuseGap(plan, seats);
            return hold(transaction, reservation, userId, showtime, claims, seats);
        });
    }

    private Response race(BiFunction<Transaction, Integer, Response> work) {
        for (int i = 0; i < MAX_RACES; i++) {
            int lostRaces = i;
            try {
                return database.transaction(transaction -> work.apply(transaction, lostRaces));
            } catch (SeatTaken e) {
                // The next transaction sees which seats are left.
            } catch (Database.Duplicate e) {
                throw Problem.conflict("idempotency-key-used", "An order was made with this Idempotency-Key before.");
            }
        }
        throw Problem.unavailable("seats-contended", "Too many buyers want these seats at once; try again.", 1);
    }

    /** Rolls the transaction back: another buyer claimed one of the seats first. */
    private static final class SeatTaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        SeatTaken() {
            super(null, null, false, false); // a race loses often, and no one reads a stack trace
        }
    }

    private Response hold(
            Transaction transaction,
            Reservation reservation,
            long userId,
            Showtime showtime,
            Snapshot claims,
            List<Seat> seats) {
        limit.check(claims, seats.size());
        var expiresAt = claims.now().plusSeconds(holdSeconds);
        var order = Order.insert(transaction, reservation.madeWith(), userId, showtime, seats, claims.now(), expiresAt);
        if (!Collections.disjoint(claims.overdue(), seats)) {
            SeatClaims.expireOthers(transaction, showtime.id(), seats);
        }
        if (!SeatClaims.claim(transaction, order.id())) throw new SeatTaken();
        OrderEvent.add(transaction, order.id(), OrderEvent.Kind.HELD, joined(seats, " ") + " until " + expiresAt);
        var answer = Response.created("/orders/" + order.id(), "Order created successfully", order);
        return reservation.store(transaction, answer);
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

    private static String joined(List<Seat> seats, String separator) {
        return seats.stream().map(Seat::toString).collect(Collectors.joining(separator));
    }
}
