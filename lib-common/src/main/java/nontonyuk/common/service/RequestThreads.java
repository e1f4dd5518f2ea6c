package nontonyuk.common.service;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that requests run on, one for each: virtual ones where the JDK has them (21 and newer), platform threads
 * on 17. A client that is slow to send keeps a thread until the server's {@code maxReqTime} is over; a pool of few
 * would be blocked by that, so there are many, but not without end.
 */
final class RequestThreads implements Executor {
    /** Half a request holds some 40 KB of buffers, so a small heap takes fewer at once. */
    static final int MOST = (int) Math.min(4_000, Runtime.getRuntime().maxMemory() / (48 * 1024));

    private final ExecutorService pool = perRequest();
    private final AtomicInteger atWork = new AtomicInteger();
    private final int most;

    RequestThreads(int most) {
        this.most = most;
    }

    private static ExecutorService perRequest() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool();
        }
    }

    /** Beyond the limit it throws, and the server closes the connection. */
    @Override
    public void execute(Runnable request) {
        if (atWork.incrementAndGet() > most) {
            atWork.decrementAndGet();
            throw new RejectedExecutionException("more than " + most + " requests at once");
        }
        try {
            pool.execute(() -> {
                try {
                    request.run();
                } finally {
                    atWork.decrementAndGet();
                }
            });
        } catch (RuntimeException | Error e) { // the machine has no more threads
            atWork.decrementAndGet();
            throw e;
        }
    }

    /** Requests of which at least the first byte has come and which are not answered yet. */
    int atWork() {
        return atWork.get();
    }

    void stop() {
        pool.shutdownNow();
    }
}
