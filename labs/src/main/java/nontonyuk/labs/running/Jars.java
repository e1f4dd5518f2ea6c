package nontonyuk.labs.running;

import java.nio.file.Path;
import java.util.Map;

/** The jar of each service, by the service's name. */
public record Jars(Map<String, Path> paths) {
    public Jars {
        paths = Map.copyOf(paths);
    }

    public Path of(String service) {
        var path = paths.get(service);
        if (path == null) throw new IllegalArgumentException("there is no jar of " + service);
        return path;
    }
}
