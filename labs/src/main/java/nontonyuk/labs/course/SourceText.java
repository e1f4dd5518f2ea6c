package nontonyuk.labs.course;

import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;

/** A Java file in memory, for the compiler. */
final class SourceText extends SimpleJavaFileObject {
    private final String path;
    private final String text;

    SourceText(String path, String text) {
        super(uri(path), Kind.SOURCE);
        this.path = path;
        this.text = text;
    }

    private static URI uri(String path) {
        try {
            return new URI("course", null, "/" + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    /** The path in the repository. */
    String path() {
        return path;
    }
}
