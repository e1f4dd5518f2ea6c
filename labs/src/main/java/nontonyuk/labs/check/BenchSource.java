package nontonyuk.labs.check;

/** Gives a check its running system. */
@FunctionalInterface
interface BenchSource {
    Bench open();

    /** The check is over. */
    default void done(Bench bench) {
        bench.close();
    }
}
