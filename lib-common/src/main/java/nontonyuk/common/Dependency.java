package nontonyuk.common;

import nontonyuk.common.metrics.Metrics;

/** Something outside that a service can't do without, and that may come later than the service itself. */
public interface Dependency {
    /** A noun for the log: "database", "movie". */
    String name();

    /** Returns when it is there. Otherwise throws, with a message that says what is wrong in one line. */
    void probe() throws Exception;

    /** Puts its own numbers on the page of the service that needs it. */
    default void measure(Metrics metrics) {}
}
