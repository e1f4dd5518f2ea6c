package nontonyuk.labs.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way in which an answer goes wrong, and how badly: milliseconds, or a status. */
public record Fault(Kind kind, int value) {
    public static final Fault NONE = new Fault(Kind.NONE, 0);

    private static final int LONGEST_MS = 60_000;

    /** The ways; those that reach the service let it do its work and spoil the answer. */
    public enum Kind {
        /** All goes well. */
        NONE(0, 0),
        /** The request is that many milliseconds late. */
        LATENCY(0, LONGEST_MS),
        /** Not a byte of the answer comes, and the connection stays open. */
        STALL_BEFORE(0, 0),
        /** The answer stops in the middle, and the connection stays open. */
        STALL_INSIDE(0, 0),
        /** The connection is reset instead of an answer, as by a process that crashes. */
        RESET(0, 0),
        /** The connection is closed in the middle of the answer. */
        CUT(0, 0),
        /** The answer comes byte by byte, with that many milliseconds between. */
        DRIP(1, LONGEST_MS),
        /** That status instead of the service, which hears nothing. */
        ERROR(500, 599);

        private final int least;
        private final int most;

        Kind(int least, int most) {
            this.least = least;
            this.most = most;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String usage() {
            return most == 0 ? word() : word() + " " + least + ".." + most;
        }
    }

    public Fault {
        if (value < kind.least || value > kind.most) throw new IllegalArgumentException("Say " + kind.usage() + ".");
    }

    /** Reads {@code stall-before}, or {@code latency 300}; the failure's message is for people. */
    public static Fault read(String text) {
        var words = text.strip().split("\\s+");
        for (var kind : Kind.values()) {
            if (!kind.word().equals(words[0])) continue;
            if (words.length == 1) return new Fault(kind, kind.least);
            if (words.length == 2 && words[1].matches("[0-9]{1,6}")) return new Fault(kind, Integer.parseInt(words[1]));
        }
        throw new IllegalArgumentException(
                Arrays.stream(Kind.values()).map(Kind::usage).collect(Collectors.joining(", ", "Say one of: ", ".")));
    }

    @Override
    public String toString() {
        return kind.most == 0 ? kind.word() : kind.word() + " " + value;
    }
}
