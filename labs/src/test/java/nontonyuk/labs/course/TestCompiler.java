package nontonyuk.labs.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compiles the real services with the jars that Maven has put beside them. */
final class TestCompiler {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final List<String> SERVICES = List.of("auth", "movie", "order", "gateway");

    private TestCompiler() {}

    static Compiler in(Path folder) throws IOException {
        var libraries = Files.createDirectories(folder.resolve("libraries"));
        for (var service : SERVICES) {
            try (var found = Files.list(ROOT.resolve(service + "/target/lib"))) {
                for (var jar : found.toList()) {
                    var copy = libraries.resolve(jar.getFileName());
                    if (!Files.exists(copy)) Files.copy(jar, copy);
                }
            }
        }
        return new Compiler(libraries, folder.resolve("cache"));
    }
}
