package nontonyuk.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The thousand passwords of eight characters and more that people choose most, and that whoever guesses tries first.
 * They stand in {@code common-passwords.txt}, the most common at the top.
 */
final class CommonPasswords {
    private static final Set<String> ALL = read();

    private CommonPasswords() {}

    /** Capital letters make a common password no rarer. */
    static boolean contain(String password) {
        return ALL.contains(password.toLowerCase(Locale.ROOT));
    }

    private static Set<String> read() {
        try (var file = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
