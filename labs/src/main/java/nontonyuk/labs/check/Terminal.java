package nontonyuk.labs.check;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a terminal can show. */
public record Terminal(boolean hasUtf8, boolean hasColour) {
    private static final Map<String, String> PLAIN = Map.of("–", "-", "·", "-", "…", "...", "×", "x");

    /** The terminal of this process; a pipe or a file gets no colour (no-color.org). */
    public static Terminal here() {
        boolean isTerminal = System.console() != null;
        return new Terminal(StandardCharsets.UTF_8.equals(charset()), isTerminal && System.getenv("NO_COLOR") == null);
    }

    /** The encoding of the standard output. */
    public static Charset charset() {
        var name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    /** The mark of a result, in its colour. */
    String mark(Status status) {
        return switch (status) {
            case PASS -> coloured(hasUtf8 ? "✔" : "ok", 32);
            case FAIL, ERROR -> coloured(hasUtf8 ? "✘" : "NO", 31);
            case INCONCLUSIVE -> coloured(hasUtf8 ? "?" : "??", 33);
            case NOT_TRIED -> coloured(hasUtf8 ? "–" : "--", 90);
        };
    }

    private String coloured(String text, int colour) {
        return hasColour ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }

    /** The text without the signs that this terminal may not know. */
    String shown(String text) {
        if (hasUtf8) return text;
        var shown = text;
        for (var sign : PLAIN.entrySet()) shown = shown.replace(sign.getKey(), sign.getValue());
        return shown;
    }
}
