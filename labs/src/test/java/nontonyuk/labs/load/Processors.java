package nontonyuk.labs.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The processors of this machine: which part of a measurement uses which one, and for how long. */
public final class Processors {
    private Processors() {}

    /**
     * Gives the system one processor and the load another, so that the load takes no time from the system. The system
     * is every process that this one has started. Returns false without {@code taskset}.
     */
    public static boolean separate() {
        var self = ProcessHandle.current();
        return self.descendants().allMatch(process -> pin(process, 0)) && pin(self, 1);
    }

    private static boolean pin(ProcessHandle process, int processor) {
        try {
            var number = Integer.toString(processor);
            var pid = Long.toString(process.pid());
            return new ProcessBuilder("taskset", "-a", "-c", "-p", number, pid)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The processor time of each part of the system since its start, by the name of its jar; also the database's. */
    public static Map<String, Duration> used() {
        var used = new TreeMap<String, Duration>();
        ProcessHandle.current().descendants().forEach(process -> {
            var time = process.info().totalCpuDuration();
            if (time.isPresent()) used.merge(name(process.info()), time.get(), Duration::plus);
        });
        return used;
    }

    private static String name(ProcessHandle.Info process) {
        return Arrays.stream(process.arguments().orElse(new String[0]))
                .filter(argument -> argument.endsWith(".jar"))
                .map(jar -> jar.replaceAll(".*[/\\\\](labs-)?|\\.jar$", ""))
                .findFirst()
                .orElse("database");
    }
}
