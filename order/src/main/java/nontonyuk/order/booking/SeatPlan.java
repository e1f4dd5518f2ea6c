package nontonyuk.order.booking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Chooses the best free seats of a showtime.
 *
 * <p>The best place is the middle of the middle row. The best group of neighbours is the one whose own middle is
 * nearest to that place. One row towards the screen counts like two rows away from it. A group that leaves a single
 * empty seat between taken ones is worse than any group that does not.
 */
final class SeatPlan {
    private final Showtime.Studio studio;
    private final Set<Seat> taken;
    private final List<List<Seat>> freeRows;

    SeatPlan(Showtime.Studio studio, Set<Seat> taken) {
        this.studio = studio;
        this.taken = taken;
        this.freeRows = IntStream.range('A', 'A' + studio.seatRows())
                .mapToObj(row -> freeSeats((char) row))
                .toList();
    }

    private List<Seat> freeSeats(char row) {
        return IntStream.rangeClosed(1, studio.seatsPerRow())
                .mapToObj(number -> new Seat(row, number))
                .filter(this::isFree)
                .toList();
    }

    boolean isFree(Seat seat) {
        return studio.has(seat) && !taken.contains(seat);
    }

    int freeSeats() {
        return freeRows.stream().mapToInt(List::size).sum();
    }

    /**
     * Chooses {@code qty} free seats: neighbours if possible, else in one row, else in as few groups as possible. It
     * picks one of the {@code choices} best groups at random; 1 gives the best.
     */
    List<Seat> best(int qty, int choices) {
        var rows = new ArrayList<>(freeRows);
        var chosen = new ArrayList<Seat>();
        while (chosen.size() < qty) {
            int largest = rows.stream().mapToInt(List::size).max().orElse(0);
            if (largest == 0) throw new IllegalArgumentException("not enough free seats");
            var groups = groups(rows, Math.min(qty - chosen.size(), largest), this::distance);
            var group = oneOf(groups, choices);
            chosen.addAll(group);
            rows.remove(group); // a group that is too small is a whole row
        }
        return chosen.stream().sorted().toList();
    }

    private List<Seat> oneOf(List<Group> groups, int choices) {
        int fewest = groups.get(0).holes;
        groups.removeIf(group -> group.holes > fewest);
        var good = groups.stream().filter(this::leavesNoGap).limit(choices).toList();
        var best = good.isEmpty() ? groups : good;
        return best.get(ThreadLocalRandom.current().nextInt(Math.min(choices, best.size()))).seats;
    }

    /** Free seats that follow each other in a row. The holes between them are taken seats. */
    private record Group(List<Seat> seats, int holes, int distance) {}

    /** All groups of {@code size} seats: those with the fewest holes first, then the nearest. */
    private static List<Group> groups(List<List<Seat>> rows, int size, ToIntFunction<List<Seat>> distance) {
        var groups = new ArrayList<Group>();
        for (var row : rows) {
            for (int from = 0; from + size <= row.size(); from++) {
                var seats = row.subList(from, from + size);
                int length = seats.get(size - 1).number() - seats.get(0).number() + 1;
                groups.add(new Group(seats, length - size, distance.applyAsInt(seats)));
            }
        }
        groups.sort(Comparator.comparingInt(Group::holes).thenComparingInt(Group::distance));
        return groups;
    }

    /** Distances are in half seats, so they are whole numbers. */
    private int distance(List<Seat> seats) {
        int ends = seats.get(0).number() + seats.get(seats.size() - 1).number();
        int behind = seats.get(0).row() - 'A' - (studio.seatRows() - 1) / 2;
        return Math.abs(ends - (studio.seatsPerRow() + 1)) + (behind >= 0 ? 2 * behind : -4 * behind);
    }

    private static int distance(List<Seat> seats, List<Seat> wanted) {
        int aside = Math.abs(sumOfNumbers(seats) - sumOfNumbers(wanted)) * 2 / seats.size();
        return aside + 4 * Math.abs(seats.get(0).row() - wanted.get(0).row());
    }

    private static int sumOfNumbers(List<Seat> seats) {
        return seats.stream().mapToInt(Seat::number).sum();
    }

    private boolean leavesNoGap(Group group) {
        return gap(group.seats).isEmpty();
    }

    /** The first single empty seat between taken ones that this choice of sorted seats would leave. */
    Optional<Seat> gap(List<Seat> chosen) {
        Predicate<Seat> isLeft = seat -> isFree(seat) && !chosen.contains(seat);
        return chosen.stream()
                .flatMap(seat -> seat.neighbours().stream())
                .filter(isLeft)
                .filter(seat -> seat.neighbours().stream().allMatch(studio::has)) // a wall is not a taken seat
                .filter(seat -> seat.neighbours().stream().noneMatch(isLeft))
                .findFirst();
    }

    /** The nearest neighbours that leave no gap, as many as the wanted seats. */
    Optional<List<Seat>> nearestTo(List<Seat> wanted) {
        return groups(freeRows, wanted.size(), seats -> distance(seats, wanted)).stream()
                .filter(group -> group.holes == 0 && leavesNoGap(group))
                .findFirst()
                .map(Group::seats);
    }
}
