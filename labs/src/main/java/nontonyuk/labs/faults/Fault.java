package nontonyuk.labs.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A fault of an answer. The value is in milliseconds, or a status for {@link Kind#ERROR}. */
public record Fault(Kind kind, int value) {
    public static final Fault NONE = new Fault(Kind.NONE, 0);

    private static final int MAX_MS = 60_000;

    /** All but ERROR let the service do its work. */
    public enum Kind {
        /** No fault. */
        NONE(0, 0),
        /** The request is late by that many milliseconds. */
        LATENCY(0, MAX_MS),
        /** No byte of the answer arrives, and the connection stays open. */
        STALL_BEFORE(0, 0),
        /** The answer stops in the middle, and the connection stays open. */
        STALL_INSIDE(0, 0),
        /** The connection is reset while the service works, as by a crash of the process. */
        RESET(0, 0),
        /** The connection is reset when the service has answered, and no byte of the answer arrives. */
        RESET_AFTER(0, 0),
        /** The answer waits in the proxy until {@link FaultProxy#release}. */
        HOLD(0, 0),
        /** The connection is closed in the middle of the answer. */
        CUT(0, 0),
        /** The answer arrives byte by byte, with that many milliseconds between two bytes. */
        DRIP(1, MAX_MS),
        /** The answer is no HTTP. */
        NONSENSE(0, 0),
        /** The body of the answer never ends. */
        ENDLESS(0, 0),
        /** The proxy answers with that status, and the service gets no request. */
        ERROR(500, 599);

        private final int min;
        private final int max;

        Kind(int min, int max) {
            this.min = min;
            this.max = max;
        }

        /** Whether the service has answered before the client meets the fault. */
        boolean isAfterAnswer() {
            return this != LATENCY && this != RESET && this != ERROR;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String usage() {
            return max == 0 ? word() : word() + " " + min + ".." + max;
        }
    }

    public Fault {
        if (value < kind.min || value > kind.max) throw new IllegalArgumentException("Say " + kind.usage() + ".");
    }

    /**
     * Reads {@code stall-before}, or {@code latency 300}. An exception has a message for the person at the terminal.
     */
    public static Fault read(String text) {
        var words = text.strip().split("\\s+");
        for (var kind : Kind.values()) {
            if (!kind.word().equals(words[0])) continue;
            if (words.length == 1) return new Fault(kind, kind.min);
            if (words.length == 2 && words[1].matches("[0-9]{1,6}")) return new Fault(kind, Integer.parseInt(words[1]));
        }
        throw new IllegalArgumentException(
                Arrays.stream(Kind.values()).map(Kind::usage).collect(Collectors.joining(", ", "Say one of: ", ".")));
    }

    @Override
    public String toString() {
        return kind.max == 0 ? kind.word() : kind.word() + " " + value;
    }
}
