package nontonyuk.labs.faults;

import java.util.List;

/**
 * A request and the service's answer, which is null if the service gave none.
 *
 * <p>{@code begin} is when the service got the request, and {@code end} when its answer had come
 * ({@link System#nanoTime}). The client may have got another answer, or none: see {@code fault}.
 */
public record Exchange(Request request, Answer answer, Fault fault, long begin, long end) {
    public String traceId() {
        return request.traceId();
    }

    /** The status of the service's answer, or 0. */
    public int status() {
        return answer == null ? 0 : answer.status();
    }

    /** Whether the service had finished its work before the client met the fault. */
    public boolean answeredBeforeFault() {
        return answer != null && fault.kind().isAfterAnswer();
    }

    /** The largest number of these requests that were inside their services at one moment. */
    public static int mostAtOnce(List<Exchange> exchanges) {
        return exchanges.stream()
                .mapToInt(one -> (int) exchanges.stream()
                        .filter(other -> other.begin <= one.begin && one.begin < other.end)
                        .count())
                .max()
                .orElse(0);
    }
}
