package nontonyuk.common;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that requests run on. */
final class Threads {
    private Threads() {}

    /**
     * A thread for each request: virtual ones where the JDK has them (21 and newer), platform
     * threads on 17, where a pool that grows is not blocked by slow clients as a fixed one is.
     */
    static ExecutorService perRequest() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool();
        }
    }
}
