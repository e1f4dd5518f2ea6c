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
 * The public routes, read from the route tables in the sources, because a running service does not list its routes.
 * Each line of a table begins with the method and the path, and names the access and the handler.
 */
public final class PublicRoutes {
    private static final Pattern LINE = Pattern.compile("\\.(\\w+)\\(\\s*\"(/[^\"]+)\"([^;]*?)(?=\\.\\w+\\(\\s*\"/|;)");

    private record Line(String method, String path, String rest) {}

    private PublicRoutes() {}

    /** Each route as openapi.json names it, such as {@code GET /api/movies/{id}}. */
    public static Set<String> read() {
        var gateway = table("gateway/src/main/java/nontonyuk/gateway/GatewayService.java");
        var routes = new TreeSet<String>();
        for (var service : List.of("auth/Auth", "movie/Movie", "order/Order")) {
            var name = service.split("/")[0];
            var file = "%s/src/main/java/nontonyuk/%sService.java".formatted(name, service);
            for (var line : table(file)) {
                var path = "/api" + line.path;
                // The gateway accepts no service token.
                boolean isPublic = !line.rest.contains("Access.SERVICE") && isForwarded(gateway, name, path);
                if (isPublic) routes.add(line.method + " " + path);
            }
        }
        for (var line : gateway) {
            if (!line.rest.contains("::forward")) routes.add(line.method + " " + line.path);
        }
        var others = List.of(
                "lib-common/src/main/java/nontonyuk/common/service/Service.java",
                "gateway/src/main/java/nontonyuk/gateway/xray/XRay.java");
        for (var file : others) {
            for (var line : table(file)) routes.add(line.method + " " + line.path);
        }
        return routes;
    }

    private static boolean isForwarded(List<Line> gateway, String service, String path) {
        return gateway.stream()
                .filter(line -> line.rest.contains(service + "::forward"))
                .map(line -> line.path.replace("/**", ""))
                .anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
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
