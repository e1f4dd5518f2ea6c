package nontonyuk.labs.check;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import nontonyuk.labs.running.Services;

/** A lab in a folder, and a movie service of a few lines: {@code /fine}, {@code /broken}, and {@code /silent}. */
final class FakeLab implements AutoCloseable {
    static final Options OPTIONS = new Options("5d1f09c2", Set.of(), false, 1, "en");

    final Path folder;
    final List<Report> watched = new ArrayList<>();
    private final Path runFolder;
    private final Services services;
    private final HttpServer server;

    FakeLab(Path root) throws IOException {
        folder = Files.createDirectories(root.resolve("labs/exercises/99-fake"));
        runFolder = root.resolve("run");
        services = new Services(Map.of(), service -> Path.of(service), root);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", services.port("movie")), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        answer("/fine", 200, "{\"data\":{\"id\":7}}");
        answer("/broken", 500, "{\"type\":\"/problems/internal-error\"}");
        server.createContext("/silent", exchange -> {});
        server.start();
    }

    private void answer(String path, int status, String json) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("X-Path", exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(status, json.length());
            exchange.getResponseBody().write(json.getBytes());
            exchange.close();
        });
    }

    FakeLab texts(String lines) {
        return texts("messages.properties", lines);
    }

    FakeLab texts(String file, String lines) {
        try {
            Files.writeString(folder.resolve(file), lines);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Report check(Property... properties) {
        return check(OPTIONS, Checker.EACH, properties);
    }

    Report check(Options options, Duration each, Property... properties) {
        return check(options, each, new Lab(List.of(properties)));
    }

    Report check(Options options, Duration each, LabCheck lab) {
        return check(options, each, lab, () -> new Bench(services, Map.of(), Map.of(), new Random(1), () -> {}));
    }

    Report check(Options options, Duration each, LabCheck lab, Supplier<Bench> start) {
        return new Checker(lab, folder, Map.of("most", "3"), options, watched::add).run(start, runFolder, each);
    }

    int port() {
        return server.getAddress().getPort();
    }

    Path runFolder() {
        return runFolder;
    }

    record Lab(List<Property> properties) implements LabCheck {
        @Override
        public Plan plan(Map<String, String> drawn) {
            return Plan.of("movie");
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
