package nontonyuk.common;

import nontonyuk.common.metrics.Metrics;

/** Another program that a service needs, such as its database. It may start later than the service. */
public interface Dependency {
    /** A noun for the log: "database", "movie". */
    String name();

    /** Returns when it can be reached. Otherwise throws an exception whose message is one line for the log. */
    void probe() throws Exception;

    /** Adds its metrics to the page of the service that needs it. */
    default void measure(Metrics metrics) {}
}
