package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The texts of the commands in one language, {@code en} or {@code id}. */
record Texts(String language, Properties properties) {
    static Texts in(String language) {
        var file = "messages" + (language.equals("id") ? "_id" : "") + ".properties";
        try (var in = Texts.class.getResourceAsStream(file)) {
            var properties = new Properties();
            properties.load(new InputStreamReader(in, UTF_8));
            return new Texts(language, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a key. {@code values}: name, value, name, value, … */
    String of(String key, Object... values) {
        var text = properties.getProperty(key);
        if (text == null) throw new IllegalArgumentException("no text for " + key);
        for (int i = 0; i < values.length; i += 2) text = text.replace("{" + values[i] + "}", "" + values[i + 1]);
        return text;
    }
}
