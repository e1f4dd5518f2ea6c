package nontonyuk.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a {@code .env} file in the form that most programs share. A line is {@code NAME=value}, with or without
 * {@code export}, quotes, and a comment after a blank. The last line with a name counts.
 *
 * <p>Single quotes keep each character. In double quotes {@code \n \r \t \" \\ \$ \`} are escapes. A value ends on its
 * line, and {@code $NAME} is plain text. The function {@code setting} of {@code labs/settings.sh} reads the same
 * values.
 */
final class EnvFile {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([^=]*?)\\s*=(.*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([nrt\"\\\\$`])");

    private final Path file;
    private int line;

    private EnvFile(Path file) {
        this.file = file;
    }

    /** The values by name; none if there is no file. Throws {@link IllegalArgumentException} for the first fault. */
    static Map<String, String> read(Path path) {
        return new EnvFile(path).read();
    }

    private Map<String, String> read() {
        var values = new HashMap<String, String>();
        for (var text : text().lines().toList()) {
            line++;
            if (text.isBlank() || text.stripLeading().startsWith("#")) continue;
            var parts = LINE.matcher(text);
            if (!parts.matches() || parts.group(1).isEmpty()) throw fault("does not have the form NAME=value");
            if (!NAME.matcher(parts.group(1)).matches())
                throw fault("has a name that is not of the letters A to Z, digits and _");
            values.put(parts.group(1), value(parts.group(2)));
        }
        return values;
    }

    private String value(String given) {
        var text = given.strip();
        if (text.matches("[“”„‘’‚].*")) throw fault("has a typographic quote; write \" or '");
        if (!text.startsWith("'") && !text.startsWith("\"")) {
            return given.replaceFirst("\\s#.*", "").strip();
        }
        var quoted = QUOTED.matcher(text);
        if (!quoted.lookingAt()) throw fault("has a quote without its end");
        var rest = text.substring(quoted.end()).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) throw fault("has text after the closing quote");
        return quoted.group(1) != null ? quoted.group(1) : unescaped(quoted.group(2));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "$" -> "\\$"; // replaceAll reads a replacement's \ and $
            case "\\" -> "\\\\";
            default -> escape.group(1);
        });
    }

    private String text() {
        try {
            if (Files.isDirectory(file)) throw new IllegalArgumentException(file + " is a folder, not a file");
            return decoded(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return ""; // the file is optional
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(file + " is not readable for this user", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The text without a byte order mark. Each NUL is a sign of UTF-16. */
    private String decoded(byte[] bytes) {
        var read = CharBuffer.allocate(bytes.length);
        boolean isMalformed =
                UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), read, true).isError();
        var text = read.flip().toString();
        int end = text.indexOf('\0') < 0 ? text.length() : text.indexOf('\0');
        if (isMalformed || end < text.length()) {
            line = (int) (text.substring(0, end) + "?").lines().count();
            throw fault("is not UTF-8; save the file as UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(file + " line " + line + " " + what);
    }
}
