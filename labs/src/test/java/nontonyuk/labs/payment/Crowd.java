package nontonyuk.labs.payment;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import nontonyuk.common.http.TestClient.Answer;

/** Many who ask at the same time, on a thread each. */
final class Crowd {
    private Crowd() {}

    /** All begin together; gives every answer. */
    static List<Answer> ask(int many, IntFunction<Answer> request) {
        var threads = Executors.newFixedThreadPool(many);
        var start = new CyclicBarrier(many);
        try {
            var answers = IntStream.range(0, many)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                awaitAll(start);
                                return request.apply(i);
                            },
                            threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitAll(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
