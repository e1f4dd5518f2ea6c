package nontonyuk.labs.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of a lab and of the checker itself, in one language. A text has placeholders such as {@code {seat}};
 * {@code {{seat}}} stands for the braces themselves.
 */
public final class Messages {
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}|\\{(\\w+)}");
    private static final int MOST_OF_A_LIST = 6;

    private final Locale locale;
    private final List<Properties> files;
    private final Map<String, Object> common;

    private Messages(Locale locale, List<Properties> files, Map<String, Object> common) {
        this.locale = locale;
        this.files = files;
        this.common = common;
    }

    /** The lab's own texts come first, and English comes last. */
    public static Messages of(Path labFolder, String lang) {
        var files = new ArrayList<Properties>();
        if (lang.equals("id")) files.add(read(labFolder.resolve("messages_id.properties")));
        files.add(read(labFolder.resolve("messages.properties")));
        if (lang.equals("id")) files.add(read("messages_id.properties"));
        files.add(read("messages.properties"));
        return new Messages(lang.equals("id") ? Locale.forLanguageTag("id") : Locale.ENGLISH, files, Map.of());
    }

    /** The same texts; these values are there for each of them. */
    Messages with(Map<String, ?> values) {
        return new Messages(locale, files, new HashMap<>(values));
    }

    /** {@code id} or {@code en}: what was asked for, or else LAB_LANG, or else LANG. */
    public static String language(String asked, Map<String, String> environment) {
        for (var value : new String[] {asked, environment.get("LAB_LANG"), environment.get("LANG")}) {
            if (value != null && !value.isBlank()) return value.matches("(?i)(id|in)([_.-].*)?") ? "id" : "en";
        }
        return "en";
    }

    public Optional<String> find(String key) {
        return files.stream()
                .map(file -> file.getProperty(key))
                .filter(text -> text != null)
                .findFirst();
    }

    /** The text with these values; the key itself if there is no such text. */
    public String text(String key, Map<String, ?> values) {
        var all = new HashMap<String, Object>(common);
        all.putAll(values);
        return find(key).map(text -> filled(text, all)).orElse(key);
    }

    public String text(String key) {
        return text(key, Map.of());
    }

    /** One decimal, as this language writes it. */
    String seconds(double seconds) {
        return String.format(locale, "%.1f s", seconds);
    }

    private String filled(String text, Map<String, ?> values) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            if (match.group(1) != null) return "{" + match.group(1) + "}";
            var value = values.get(match.group(2));
            return Matcher.quoteReplacement(value == null ? match.group() : shown(value));
        });
    }

    private String shown(Object value) {
        if (value instanceof Double || value instanceof Float) return String.format(locale, "%.1f", value);
        if (!(value instanceof Collection<?> list)) return value.toString();
        var some = list.stream().limit(MOST_OF_A_LIST).map(this::shown).collect(Collectors.joining(" "));
        return list.size() > MOST_OF_A_LIST ? some + " …" : some;
    }

    /** The names of the placeholders of a text. */
    static TreeSet<String> placeholders(String text) {
        var names = PLACEHOLDER.matcher(text).results().map(match -> match.group(2));
        return names.filter(name -> name != null).collect(Collectors.toCollection(TreeSet::new));
    }

    static Properties read(Path file) {
        if (!Files.exists(file)) return new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Properties read(String resource) {
        try (var reader = new InputStreamReader(Messages.class.getResourceAsStream(resource), UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Reader reader) throws IOException {
        var properties = new Properties();
        properties.load(reader);
        return properties;
    }
}
