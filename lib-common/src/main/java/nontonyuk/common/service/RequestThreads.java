package nontonyuk.common.service;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.common.connection.Connections;

/**
 * Runs each request on a thread of its own: a virtual thread on JDK 21 and newer, a platform thread on 17. A slow
 * client keeps its thread until {@link Connections} ends it. A small pool would be blocked by such clients, so the
 * limit is high.
 */
final class RequestThreads implements Executor {
    /** More than {@link Connections} admits, since an ended connection still needs its thread for a moment. */
    static final int MAX = Connections.MAX * 3 / 2;

    private final ExecutorService threads = perRequest();
    private final AtomicInteger active = new AtomicInteger();
    private final int max;

    RequestThreads(int max) {
        this.max = max;
    }

    private static ExecutorService perRequest() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool();
        }
    }

    /** Throws above the limit; the server then closes the connection. */
    @Override
    public void execute(Runnable request) {
        if (active.incrementAndGet() > max) {
            active.decrementAndGet();
            throw new RejectedExecutionException("more than " + max + " requests at once");
        }
        try {
            threads.execute(() -> {
                try {
                    request.run();
                } finally {
                    active.decrementAndGet();
                }
            });
        } catch (RuntimeException | Error e) { // the system has no more threads
            active.decrementAndGet();
            throw e;
        }
    }

    /** Requests that have sent at least one byte and have no complete answer yet. */
    int active() {
        return active.get();
    }

    void stop() {
        threads.shutdownNow();
    }
}
