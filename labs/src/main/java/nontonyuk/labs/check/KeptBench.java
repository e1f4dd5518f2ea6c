package nontonyuk.labs.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import nontonyuk.labs.running.Jars;

/** One running system for many checks. A check starts the services whose jars differ, and those that call others. */
public final class KeptBench implements AutoCloseable {
    /** They count retries and failures, which another check must not find. */
    private static final Set<String> CALLERS = Set.of("gateway", "order");

    private Bench bench;
    private Plan plan;
    private Jars jars;

    /** The system of the next check. A plan or a schema that differs needs a new one. */
    Bench of(Plan next, Jars nextJars, Path folder, Random random) {
        boolean isUsable =
                bench != null && next.equals(plan) && schema(next, nextJars).equals(schema(plan, jars));
        if (!isUsable) close();
        try {
            if (bench == null) bench = BenchStart.bench(next, nextJars, folder, random);
            else again(nextJars, random);
            plan = next;
            jars = nextJars;
            return bench;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void again(Jars nextJars, Random random) {
        var restarted = plan.services().stream()
                .filter(service ->
                        CALLERS.contains(service) || !nextJars.of(service).equals(jars.of(service)))
                .toList();
        bench.calm();
        bench.use(nextJars, restarted, random);
    }

    /** The checksums of the SQL files in the jars. */
    private static TreeMap<String, Long> schema(Plan plan, Jars jars) {
        var sums = new TreeMap<String, Long>();
        for (var service : plan.services()) {
            try (var jar = new JarFile(jars.of(service).toFile())) {
                jar.stream()
                        .filter(entry -> entry.getName().endsWith(".sql"))
                        .forEach(entry -> sums.put(entry.getName(), entry.getCrc()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sums;
    }

    @Override
    public void close() {
        if (bench != null) bench.close();
        bench = null;
    }
}
