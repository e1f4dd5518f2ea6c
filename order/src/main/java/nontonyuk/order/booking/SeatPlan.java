package nontonyuk.order.booking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses the best free seats of a showtime.
 *
 * <p>The best place is the middle of the middle row. The best group of neighbours is the one whose own middle is
 * nearest to that place. One row towards the screen counts like two rows away from it. A group that leaves a single
 * empty seat between taken ones is worse than any group that does not.
 */
final class SeatPlan {
    private static final Comparator<Group> BEST_FIRST =
            Comparator.comparing(Group::holes).thenComparing(Group::leavesGap).thenComparing(Group::distance);

    private final Showtime.Studio studio;
    private final SortedSet<Seat> free = new TreeSet<>();

    SeatPlan(Showtime.Studio studio, Set<Seat> taken) {
        this.studio = studio;
        for (int row = 0; row < studio.seatRows(); row++) {
            for (int number = 1; number <= studio.seatsPerRow(); number++) {
                free.add(new Seat((char) ('A' + row), number));
            }
        }
        free.removeAll(taken);
    }

    int freeSeats() {
        return free.size();
    }

    /**
     * Chooses {@code qty} free seats: neighbours if possible, else in one row, else in as few groups as possible. It
     * picks one of the {@code choices} best groups at random; 1 gives the best.
     */
    List<Seat> best(int qty, int choices) {
        var left = new TreeSet<>(free);
        var chosen = new TreeSet<Seat>();
        while (chosen.size() < qty) {
            var group = largestGroup(left, qty - chosen.size(), choices);
            chosen.addAll(group);
            left.removeAll(group);
        }
        return List.copyOf(chosen);
    }

    private List<Seat> largestGroup(SortedSet<Seat> left, int qty, int choices) {
        for (int size = qty; size > 0; size--) {
            var groups = groups(left, size);
            if (groups.isEmpty()) continue;
            groups.sort(BEST_FIRST);
            var first = groups.get(0);
            var best = groups.stream()
                    .filter(g -> g.holes() == first.holes())
                    .filter(g -> g.leavesGap() == first.leavesGap())
                    .limit(choices)
                    .toList();
            return best.get(ThreadLocalRandom.current().nextInt(best.size())).seats();
        }
        throw new IllegalArgumentException("not enough free seats");
    }

    /** All groups of {@code size} free seats that follow each other in a row. */
    private List<Group> groups(SortedSet<Seat> left, int size) {
        var groups = new ArrayList<Group>();
        for (int i = 0; i < studio.seatRows(); i++) {
            char row = (char) ('A' + i);
            var seats = List.copyOf(left.subSet(new Seat(row, 1), new Seat((char) (row + 1), 1)));
            for (int from = 0; from + size <= seats.size(); from++) {
                groups.add(group(i, seats.subList(from, from + size)));
            }
        }
        return groups;
    }

    /** Distances are in half seats, so they are whole numbers. */
    private Group group(int row, List<Seat> seats) {
        int first = seats.get(0).number();
        int last = seats.get(seats.size() - 1).number();
        int aside = Math.abs(first + last - (studio.seatsPerRow() + 1));
        int behind = row - (studio.seatRows() - 1) / 2;
        int away = behind >= 0 ? 2 * behind : -4 * behind;
        int holes = last - first + 1 - seats.size();
        return new Group(seats, holes, gap(seats).isPresent(), aside + away);
    }

    private record Group(List<Seat> seats, int holes, boolean leavesGap, int distance) {
        /** The distance from the wanted seats, in half seats. */
        int distanceTo(List<Seat> wanted) {
            int aside = Math.abs(sumOfNumbers(seats) - sumOfNumbers(wanted)) * 2 / seats.size();
            return aside + 4 * Math.abs(seats.get(0).row() - wanted.get(0).row());
        }

        private static int sumOfNumbers(List<Seat> seats) {
            return seats.stream().mapToInt(Seat::number).sum();
        }
    }

    /** The first single empty seat between taken ones that this choice would leave. */
    Optional<Seat> gap(Collection<Seat> chosen) {
        return chosen.stream()
                .flatMap(seat -> seat.neighbours().stream())
                .filter(seat -> isLeft(seat, chosen))
                .filter(seat -> seat.neighbours().stream().allMatch(n -> isTaken(n, chosen)))
                .min(Comparator.naturalOrder());
    }

    private boolean isLeft(Seat seat, Collection<Seat> chosen) {
        return free.contains(seat) && !chosen.contains(seat);
    }

    /** A wall is not a taken seat, so a free seat beside it is no gap. */
    private boolean isTaken(Seat seat, Collection<Seat> chosen) {
        return studio.has(seat) && !isLeft(seat, chosen);
    }

    /** The nearest neighbours that leave no gap, as many as the wanted seats. */
    Optional<List<Seat>> nearestTo(List<Seat> wanted) {
        return groups(free, wanted.size()).stream()
                .filter(group -> group.holes() == 0 && !group.leavesGap())
                .min(Comparator.comparing(group -> group.distanceTo(wanted)))
                .map(Group::seats);
    }
}
