package nontonyuk.common;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
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
    private static final int MIN_SECRET_LENGTH = 16;
    private static final String HOW_TO_MAKE_ONE =
            "`openssl rand -hex 24`, or `[guid]::NewGuid()` in PowerShell, makes a random value";

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
        Map<String, String> values;
        try {
            values = EnvFile.read(file);
        } catch (IllegalArgumentException e) {
            throw new Invalid(e.getMessage(), e);
        }
        environment.forEach((name, value) -> {
            if (!value.isBlank()) values.put(name, value);
        });
        return new Settings(values);
    }

    public String text(String name, String fallback) {
        var value = values.getOrDefault(name, "");
        return value.isBlank() ? fallback : value.strip();
    }

    /** The value of a setting without a default, such as a password. */
    public String required(String name) {
        var value = text(name, null);
        if (value == null)
            throw new Invalid(name + " is not set; put it into the environment or into .env (see .env.example)");
        if (Placeholder.isChangeMe(value)) throw new Invalid(name + " is a placeholder still; " + HOW_TO_MAKE_ONE);
        return value;
    }

    /** A secret that programs share: at least 16 printable ASCII characters, and no placeholder. */
    public String secret(String name) {
        var value = required(name);
        if (value.length() < MIN_SECRET_LENGTH)
            throw new Invalid(name + " must have at least " + MIN_SECRET_LENGTH + " characters; " + HOW_TO_MAKE_ONE);
        if (!value.matches("[ -~]*"))
            throw new Invalid(name + " must have printable ASCII characters only; " + HOW_TO_MAKE_ONE);
        if (Placeholder.isIn(value, name))
            throw new Invalid(name + " must be random, not a placeholder or an example; " + HOW_TO_MAKE_ONE);
        return value;
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
