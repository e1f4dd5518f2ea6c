package nontonyuk.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a program: environment variables, and a {@code .env} file in the working directory for those that are
 * not set.
 *
 * <p>An empty value counts as not set. A value that cannot be used throws {@link Invalid}, whose message names the
 * variable for the person at the terminal.
 */
public final class Settings {
    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    public static Settings read() {
        return read(System.getenv(), Path.of(".env"));
    }

    /** For tests: these values only. */
    public static Settings of(Map<String, String> values) {
        return new Settings(Map.copyOf(values));
    }

    static Settings read(Map<String, String> environment, Path file) {
        var values = new HashMap<String, String>();
        try {
            int number = 0;
            for (var line : Files.readAllLines(file)) {
                readLine(line.strip(), file + " line " + ++number, values);
            }
        } catch (NoSuchFileException e) {
            // The file is optional.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.forEach((name, value) -> {
            if (!value.isBlank()) values.put(name, value);
        });
        return new Settings(values);
    }

    private static void readLine(String line, String place, Map<String, String> values) {
        if (line.isEmpty() || line.startsWith("#")) return;
        int equals = line.indexOf('=');
        if (equals < 1) throw new Invalid(place + " does not have the form NAME=value");
        values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }

    public String text(String name, String fallback) {
        var value = values.getOrDefault(name, "");
        return value.isBlank() ? fallback : value.strip();
    }

    /** The value of a setting without a default, such as a password. */
    public String required(String name) {
        var value = text(name, null);
        if (value != null) return value;
        throw new Invalid(name + " is not set; put it into the environment or into .env (see .env.example)");
    }

    public int number(String name, int fallback, int min, int max) {
        var value = text(name, null);
        if (value == null) return fallback;
        var number = WholeNumber.parse(value, min, max);
        if (number.isPresent()) return (int) number.getAsLong();
        throw new Invalid("%s must be a whole number from %d to %d, not \"%s\"".formatted(name, min, max, value));
    }

    /** A TCP port; 0 makes the system choose a free one. */
    public int port(String name, int fallback) {
        return number(name, fallback, 0, 65_535);
    }

    /** The base address of a service: {@code http://host:port} without path, query or fragment. */
    public URI address(String name, String fallback) {
        return address(name, text(name, fallback), fallback);
    }

    /** The base addresses of all instances of a service, with commas between. */
    public List<URI> addresses(String name, String fallback) {
        return Arrays.stream(text(name, fallback).split(",", -1))
                .map(value -> address(name, value.strip(), fallback))
                .toList();
    }

    private static URI address(String name, String value, String example) {
        var base = value.replaceFirst("/$", "");
        try {
            var uri = URI.create(base);
            if (!base.matches("https?://[^/?#@]+") || uri.getHost() == null) throw notAnAddress(name, value, example);
            return uri;
        } catch (IllegalArgumentException e) {
            throw notAnAddress(name, value, example);
        }
    }

    private static Invalid notAnAddress(String name, String value, String example) {
        return new Invalid("%s must be an address such as %s, not \"%s\"".formatted(name, example, value));
    }

    /** A setting that cannot be used. The message is one line for the person who set it. */
    public static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Invalid(String message) {
            super(message);
        }

        public Invalid(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
