package nontonyuk.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The free seats of a showtime, and which of them are best.
 *
 * <p>The best place is the middle of the middle row. Of all groups of neighbours in one row the
 * best is the one whose own middle is nearest to that place, where a row towards the screen is as
 * bad as two rows away from it.
 */
final class FreeSeats {
    private static final Comparator<Group> BEST_FIRST =
            Comparator.comparing(Group::gaps).thenComparing(Group::distance);

    private final Showtime.Studio studio;
    private final SortedSet<Seat> free = new TreeSet<>();

    FreeSeats(Showtime.Studio studio, Set<Seat> taken) {
        this.studio = studio;
        for (int row = 0; row < studio.seatRows(); row++) {
            for (int number = 1; number <= studio.seatsPerRow(); number++) {
                free.add(new Seat((char) ('A' + row), number));
            }
        }
        free.removeAll(taken);
    }

    int count() {
        return free.size();
    }

    /**
     * That many of the free seats, of which there must be enough: neighbours if possible, else in
     * one row, else in as few parts as possible. It is one of the {@code among} best choices, by
     * chance; 1 gives the best.
     */
    List<Seat> choose(int qty, int among) {
        var left = new TreeSet<>(free);
        var chosen = new TreeSet<Seat>();
        while (chosen.size() < qty) {
            var part = largestPart(left, qty - chosen.size(), among);
            chosen.addAll(part);
            left.removeAll(part);
        }
        return List.copyOf(chosen);
    }

    private List<Seat> largestPart(SortedSet<Seat> left, int qty, int among) {
        for (int size = qty; size > 0; size--) {
            var groups = groups(left, size);
            if (groups.isEmpty()) continue;
            groups.sort(BEST_FIRST);
            int fewestGaps = groups.get(0).gaps();
            var best = groups.stream().filter(g -> g.gaps() == fewestGaps).limit(among).toList();
            return best.get(ThreadLocalRandom.current().nextInt(best.size())).seats();
        }
        throw new IllegalArgumentException("there are not enough free seats");
    }

    /** Every way to take the next {@code size} free seats of a row. */
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

    /** Distances are counted in half seats, so that they are whole numbers. */
    private Group group(int row, List<Seat> seats) {
        int first = seats.get(0).number();
        int last = seats.get(seats.size() - 1).number();
        int aside = Math.abs(first + last - (studio.seatsPerRow() + 1));
        int behind = row - (studio.seatRows() - 1) / 2;
        int away = behind >= 0 ? 2 * behind : -4 * behind;
        return new Group(seats, last - first + 1 - seats.size(), aside + away);
    }

    private record Group(List<Seat> seats, int gaps, int distance) {}
}
