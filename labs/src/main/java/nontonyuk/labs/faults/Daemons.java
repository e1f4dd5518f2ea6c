package nontonyuk.labs.faults;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that do not keep the JVM alive. */
final class Daemons {
    private Daemons() {}

    static ExecutorService named(String name) {
        return Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
