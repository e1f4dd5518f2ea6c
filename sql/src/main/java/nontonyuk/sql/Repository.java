package nontonyuk.sql;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the folder of this module; the working directory of the program or test does not matter. */
final class Repository {
    private Repository() {}

    /** Searches the parents of these classes, and then those of the working directory. */
    static Optional<Path> sqlFolder() {
        return Stream.of(classes(), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .map(folder -> folder.resolve("sql"))
                .filter(sql -> Files.exists(sql.resolve("pom.xml")))
                .findFirst();
    }

    private static Path classes() {
        try {
            var source = Repository.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
