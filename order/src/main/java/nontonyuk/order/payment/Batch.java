package nontonyuk.order.payment;

import java.util.function.Consumer;
import nontonyuk.common.problem.Problem;

/** The items that one run of a background job works on. */
final class Batch {
    private Batch() {}

    /**
     * Runs the work for each item. An item that fails does not stop the others, unless the provider is down. It throws
     * the last problem at the end.
     */
    static <T> void run(Iterable<T> items, Consumer<T> work) {
        Problem last = null;
        for (var item : items) {
            try {
                work.accept(item);
            } catch (Problem e) {
                last = e;
                if (e.status() == 503 || e.status() == 504) break;
            }
        }
        if (last != null) throw last;
    }
}
