package nontonyuk.labs.running;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls that run at the same time. A race without overlapping calls proves nothing, so a race also measures the
 * overlap.
 */
public final class Race<T> {
    private record Run<T>(T result, long begin, long end) {}

    private final List<Run<T>> runs;

    private Race(List<Run<T>> runs) {
        this.runs = runs;
    }

    /** Runs each call in a thread of its own; all start together. The first exception of a call is thrown here. */
    public static <T> Race<T> of(int runners, IntFunction<T> run) {
        var threads = Executors.newFixedThreadPool(runners);
        try {
            var ready = new CountDownLatch(runners);
            var running = IntStream.range(0, runners)
                    .mapToObj(i -> threads.submit(() -> timed(i, run, ready)))
                    .toList();
            var runs = new ArrayList<Run<T>>();
            for (var one : running) runs.add(one.get(2, TimeUnit.MINUTES));
            return new Race<>(runs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            if (e.getCause() instanceof Error failure) throw failure;
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("a call did not end in two minutes");
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Run<T> timed(int i, IntFunction<T> run, CountDownLatch ready) throws InterruptedException {
        ready.countDown();
        ready.await();
        long begin = System.nanoTime();
        var result = run.apply(i);
        return new Run<>(result, begin, System.nanoTime());
    }

    public List<T> results() {
        return runs.stream().map(Run::result).collect(Collectors.toList());
    }

    /** The maximum number of calls in progress at one moment. */
    public long overlap() {
        return runs.stream().mapToLong(one -> inProgress(one.begin)).max().orElse(0);
    }

    private long inProgress(long moment) {
        return runs.stream()
                .filter(run -> run.begin <= moment && moment < run.end)
                .count();
    }
}
