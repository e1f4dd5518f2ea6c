package nontonyuk.labs.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Writes a jar; the same content gives the same bytes. */
final class JarFileWriter {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private JarFileWriter() {}

    static void write(Path jar, Map<String, String> attributes, SortedMap<String, byte[]> files) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(entry("META-INF/MANIFEST.MF"));
            manifest.write(out);
            for (var file : withFolders(files).entrySet()) {
                out.putNextEntry(entry(file.getKey()));
                out.write(file.getValue());
            }
        }
    }

    /** A service finds its SQL files by the entry of their folder. */
    private static SortedMap<String, byte[]> withFolders(SortedMap<String, byte[]> files) {
        var all = new TreeMap<>(files);
        for (var path : files.keySet()) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                all.put(path.substring(0, slash + 1), new byte[0]);
            }
        }
        return all;
    }

    private static ZipEntry entry(String path) {
        var entry = new JarEntry(path);
        entry.setTimeLocal(TIME);
        return entry;
    }
}
