package nontonyuk.labs.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The routes that somebody outside can use, read from the tables in the sources: a running service doesn't tell its
 * routes, and shouldn't for a test's sake. Each line of a table begins with its method and its path, and names who may
 * use it and which handler takes it.
 */
public final class PublicRoutes {
    private static final Pattern LINE = Pattern.compile("\\.(\\w+)\\(\\s*\"(/[^\"]+)\"([^;]*?)(?=\\.\\w+\\(\\s*\"/|;)");

    private record Line(String method, String path, String rest) {}

    private PublicRoutes() {}

    /** Each as the document names it, such as {@code GET /api/movies/{id}}. */
    public static Set<String> read() {
        var doors = table("gateway/src/main/java/nontonyuk/gateway/GatewayService.java");
        var routes = new TreeSet<String>();
        for (var service : List.of("auth/Auth", "movie/Movie", "order/Order")) {
            var name = service.split("/")[0];
            var file = "%s/src/main/java/nontonyuk/%sService.java".formatted(name, service);
            for (var line : table(file)) {
                var path = "/api" + line.path;
                // A service's own token opens no line of the gateway.
                boolean isPublic = !line.rest.contains("Access.SERVICE") && isDoor(doors, name, path);
                if (isPublic) routes.add(line.method + " " + path);
            }
        }
        for (var door : doors) {
            if (!door.rest.contains("::forward")) routes.add(door.method + " " + door.path);
        }
        for (var line : table("lib-common/src/main/java/nontonyuk/common/service/Service.java")) {
            routes.add(line.method + " " + line.path);
        }
        return routes;
    }

    private static boolean isDoor(List<Line> doors, String service, String path) {
        return doors.stream()
                .filter(door -> door.rest.contains(service + "::forward"))
                .map(door -> door.path.replace("/**", ""))
                .anyMatch(door -> path.equals(door) || path.startsWith(door + "/"));
    }

    private static List<Line> table(String file) {
        var lines = LINE.matcher(source(file))
                .results()
                .map(line -> new Line(method(line.group(1)), line.group(2), line.group(3)))
                .toList();
        if (lines.isEmpty()) throw new AssertionError("no table of routes in " + file);
        return lines;
    }

    private static String method(String verb) {
        return switch (verb) {
            case "get", "polled" -> "GET";
            case "post", "put", "delete" -> verb.toUpperCase(Locale.ROOT);
            case "any" -> "*";
            default -> throw new AssertionError("a new kind of route: " + verb);
        };
    }

    public static String source(String file) {
        try {
            return Files.readString(Path.of("..").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
