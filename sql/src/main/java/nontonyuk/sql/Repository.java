package nontonyuk.sql;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the folder of this module, whichever folder a program or a test was started in. */
final class Repository {
    private Repository() {}

    /** Where it stands above these classes, or above the working directory. */
    static Optional<Path> sqlFolder() {
        return Stream.of(classes(), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .map(folder -> folder.resolve("sql"))
                .filter(sql -> Files.exists(sql.resolve("pom.xml")))
                .findFirst();
    }

    private static Path classes() {
        try {
            return Path.of(Repository.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
