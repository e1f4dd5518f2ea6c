package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackgroundTest {
    @Test
    void its_threads_have_a_name_and_keep_no_process_alive() throws Exception {
        var timer = Background.timer("a chore");
        try {
            assertEquals(
                    "a chore true",
                    timer.submit(() -> {
                                var thread = Thread.currentThread();
                                return thread.getName() + " " + thread.isDaemon();
                            })
                            .get());
        } finally {
            timer.shutdownNow();
        }
    }
}
