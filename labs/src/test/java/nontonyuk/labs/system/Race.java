package nontonyuk.labs.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Many who do something at the same moment. A race in which nobody met anybody proves nothing, so it knows how many
 * were on their way at once.
 */
public final class Race<T> {
    private record Run<T>(T result, long begin, long end) {}

    private final List<Run<T>> runs;

    private Race(List<Run<T>> runs) {
        this.runs = runs;
    }

    /** Everybody has a thread, and all start together. */
    public static <T> Race<T> of(List<Callable<T>> runners) {
        var threads = Executors.newFixedThreadPool(runners.size());
        try {
            var atTheLine = new CountDownLatch(runners.size());
            var running = new ArrayList<Future<Run<T>>>();
            for (var runner : runners) running.add(threads.submit(() -> run(runner, atTheLine)));
            var runs = new ArrayList<Run<T>>();
            for (var one : running) runs.add(one.get(2, TimeUnit.MINUTES));
            return new Race<>(runs);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("somebody did not arrive", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Run<T> run(Callable<T> runner, CountDownLatch atTheLine) throws Exception {
        atTheLine.countDown();
        atTheLine.await();
        long begin = System.nanoTime();
        var result = runner.call();
        return new Run<>(result, begin, System.nanoTime());
    }

    public List<T> results() {
        return runs.stream().map(Run::result).collect(Collectors.toList());
    }

    /** The most that were on their way at one moment. */
    public long overlap() {
        return runs.stream().mapToLong(one -> onTheirWay(one.begin)).max().orElse(0);
    }

    private long onTheirWay(long moment) {
        return runs.stream()
                .filter(run -> run.begin <= moment && moment < run.end)
                .count();
    }
}
