package nontonyuk.labs.premiere;

/** The way of a buyer to the shop. */
public interface Door {
    /** Everybody enters at once, as without a waiting room. */
    Door OPEN = (enter, leave) -> enter.run();

    /** Lets a buyer in, now or later, or sends it away because everything is sold. */
    void arrive(Runnable enter, Runnable leave);

    /** A buyer inside has seen that everything is sold. */
    default void close() {}
}
