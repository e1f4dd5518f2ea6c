package nontonyuk.order.payment;

import java.io.IOException;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.ServiceToken;

/**
 * Finds the showtimes that movie has cancelled, and cancels what was sold for them. Movie need not know of us, nor be
 * there: we ask again, and what we did before we do no second time.
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

    /** Looks once. Throws a {@link Problem} where movie or auth can't be had. */
    public void look() {
        var answer = movie.get("/showtimes/cancelled", token.authorization());
        if (answer.status() != 200) throw movie.unavailable("answered " + answer.status());
        try {
            var cancelled = answer.data(long[].class);
            if (cancelled == null) throw new IOException("no list");
            for (long id : cancelled) cancellations.cancelShowtime(id);
        } catch (IOException e) {
            throw movie.unavailable("gave an answer that makes no sense");
        }
    }
}
