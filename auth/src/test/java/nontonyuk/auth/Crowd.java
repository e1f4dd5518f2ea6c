package nontonyuk.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nontonyuk.common.http.TestClient.Answer;

/** Parallel requests, each on a thread of its own. */
final class Crowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CompletableFuture<Answer>> answers = new ArrayList<>();

    /** Holds the rows of {@code select} until all requests wait for them in this order, and waits for the answers. */
    @SafeVarargs
    static Crowd queued(TestRows rows, String select, Supplier<Answer>... requests) {
        try (var crowd = new Crowd()) {
            rows.hold(select, () -> {
                for (var request : requests) {
                    crowd.ask(1, i -> request.get());
                    rows.awaitWaiting(crowd.answers.size());
                }
            });
            crowd.answers();
            return crowd;
        }
    }

    void ask(int many, IntFunction<Answer> request) {
        for (int i = 0; i < many; i++) {
            int number = i;
            answers.add(CompletableFuture.supplyAsync(() -> request.apply(number), threads));
        }
    }

    boolean hasAnswers() {
        return answers.stream().anyMatch(CompletableFuture::isDone);
    }

    boolean isStillWaiting() {
        return answers.stream().anyMatch(answer -> !answer.isDone());
    }

    List<Answer> answers() {
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** Counts the answers by a property. */
    <T> Map<T, Long> count(Function<Answer, T> what) {
        return answers().stream().collect(Collectors.groupingBy(what, Collectors.counting()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
