package nontonyuk.labs.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nontonyuk.labs.running.Jars;
import nontonyuk.labs.running.Services;

/** The jars of the open lab in {@code order/target} and its neighbours, where {@code make order} starts them. */
record BuiltJars(Places places) {
    /** Puts the jars where Maven puts them, with lib-common beside them. */
    void install(Jars jars) {
        try {
            AtomicFile.write(marker(), new byte[0]);
            for (var service : Services.NAMES) {
                try (var libraries = Files.list(jars.of(service).resolveSibling("lib"))) {
                    for (var library : libraries.toList()) {
                        var copy = lib(service).resolve(library.getFileName());
                        if (!Files.exists(copy) || copy.endsWith(Compiler.COMMON_JAR)) copy(library, copy);
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
            for (var service : Services.NAMES) {
                delete(jar(service));
                delete(lib(service).resolve(Compiler.COMMON_JAR));
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
