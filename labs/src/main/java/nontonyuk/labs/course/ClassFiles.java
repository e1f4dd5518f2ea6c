package nontonyuk.labs.course;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Keeps the classes that the compiler makes in memory. */
final class ClassFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    ClassFiles(JavaFileManager manager) {
        super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        var path = className.replace('.', '/') + kind.extension;
        return new SimpleJavaFileObject(URI.create("class:///" + path), kind) {
            @Override
            public OutputStream openOutputStream() {
                return new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        files.put(path, toByteArray());
                    }
                };
            }
        };
    }

    /** The classes by their path in a jar. */
    SortedMap<String, byte[]> files() {
        return files;
    }
}
