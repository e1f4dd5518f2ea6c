package nontonyuk.order.payment;

import java.io.IOException;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.ServiceToken;

/**
 * Cancels the orders of showtimes that movie has cancelled. Movie does not call order. This job asks movie again and
 * again; a repetition changes nothing.
 */
public final class CancelledShowtimes {
    private final ServiceClient movie;
    private final ServiceToken token;
    private final Cancellations cancellations;

    public CancelledShowtimes(ServiceClient movie, ServiceToken token, Cancellations cancellations) {
        this.movie = movie;
        this.token = token;
        this.cancellations = cancellations;
    }

    /** Throws a {@link Problem} if movie or auth is down. */
    public void cancelOrders() {
        var answer = movie.get("/showtimes/cancelled", token.authorization());
        if (answer.status() != 200) throw movie.unavailable("answered " + answer.status());
        try {
            var cancelled = answer.data(long[].class);
            if (cancelled == null) throw new IOException("no data");
            for (long id : cancelled) cancellations.cancelShowtime(id);
        } catch (IOException e) {
            throw movie.unavailable("gave an answer that is not valid");
        }
    }
}
