package nontonyuk.common;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** RequestThreads beside those of requests. None of them keeps a process alive that has come to its end. */
public final class Background {
    private Background() {}

    /** Makes threads that all have that name in a thread dump. */
    public static ThreadFactory threads(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One such thread, for what is done again and again. */
    public static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(threads(name));
    }
}
