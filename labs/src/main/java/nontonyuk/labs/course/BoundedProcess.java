package nontonyuk.labs.course;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import nontonyuk.labs.running.ProcessLog;
import nontonyuk.labs.running.ProcessTree;

/** A program with a bounded time and a bounded log. Its children end with it. */
record BoundedProcess(List<String> command, Path folder, Path log, long maxLog) {
    /** Returns the exit code; empty if the time was over. */
    OptionalInt run(Duration limit) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var hook = new Thread(() -> ProcessTree.kill(process));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            process.getOutputStream().close();
            var writer = new Thread(() -> ProcessLog.write(process.getInputStream(), log, maxLog), "log of a check");
            writer.setDaemon(true);
            writer.start();
            boolean hasEnded = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            int code = hasEnded ? process.exitValue() : -1;
            ProcessTree.kill(process);
            writer.join(2_000);
            return hasEnded ? OptionalInt.of(code) : OptionalInt.empty();
        } finally {
            ProcessTree.kill(process);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
