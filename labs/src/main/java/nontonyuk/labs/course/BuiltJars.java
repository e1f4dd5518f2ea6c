package nontonyuk.labs.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nontonyuk.labs.running.Jars;

/** The jars of the open lab in {@code order/target} and its neighbours, where {@code make order} starts them. */
record BuiltJars(Places places) {
    private static final List<String> SERVICES = List.of("auth", "movie", "order", "gateway");
    private static final String COMMON = "lib-common-1.jar";

    /** Puts the jars where Maven puts them, with lib-common beside them. */
    void install(Jars jars) {
        try {
            AtomicFile.write(marker(), new byte[0]);
            for (var service : SERVICES) {
                try (var libraries = Files.list(jars.of(service).resolveSibling("lib"))) {
                    for (var library : libraries.toList()) {
                        var copy = lib(service).resolve(library.getFileName());
                        if (!Files.exists(copy) || copy.endsWith(COMMON)) copy(library, copy);
                    }
                }
                copy(jars.of(service), jar(service));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try {
            AtomicFile.write(to, Files.readAllBytes(from));
        } catch (UncheckedIOException e) {
            throw inUse(to);
        }
    }

    /** Windows locks the jar of a running service. */
    private static Refusal inUse(Path jar) {
        return new Refusal("jar-in-use", "file", jar.getFileName());
    }

    /** Removes the jars that {@link #install} has written, so that the next build makes them from the new files. */
    void forget() {
        try {
            Files.deleteIfExists(places.root().resolve("target/built"));
            if (!Files.exists(marker())) return;
            for (var service : SERVICES) {
                delete(jar(service));
                delete(lib(service).resolve(COMMON));
            }
            Files.delete(marker());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path jar) {
        try {
            Files.deleteIfExists(jar);
        } catch (IOException e) {
            throw inUse(jar);
        }
    }

    private Path marker() {
        return places.own("built");
    }

    private Path jar(String service) {
        return places.root().resolve(service + "/target/" + service + ".jar");
    }

    private Path lib(String service) {
        return places.root().resolve(service + "/target/lib");
    }
}
