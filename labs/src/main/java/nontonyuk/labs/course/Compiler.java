package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import nontonyuk.common.Sha256;
import nontonyuk.labs.running.Jars;
import nontonyuk.labs.running.Services;

/**
 * Compiles a tree to jars with the JDK's compiler, as Maven does, but without Maven. A module is compiled again only if
 * its files or those of lib-common have changed.
 */
public final class Compiler {
    private static final String COMMON = "lib-common";
    static final String COMMON_JAR = "lib-common-1.jar"; // Maven's name for it

    private final List<Path> libraries;
    private final Path cache;
    private final boolean isStrict;

    /** The third-party jars are in one folder; the compiled jars stay in the cache. */
    public Compiler(Path libraries, Path cache) {
        this(jars(libraries), cache, false);
    }

    private Compiler(List<Path> libraries, Path cache, boolean isStrict) {
        this.libraries = libraries;
        this.cache = cache;
        this.isStrict = isStrict;
    }

    /** The same compiler, for which a warning is an error. */
    Compiler strict() {
        return new Compiler(libraries, cache, true);
    }

    /** The jar of each service; its {@code lib} folder is beside it. Throws a {@link CompileFailure}. */
    public Jars compile(SourceTree tree) {
        return compile(tree, Services.NAMES);
    }

    /** The same for some of the services. */
    public Jars compile(SourceTree tree, Collection<String> services) {
        var common = new Module(tree, COMMON, "");
        var commonJar = make(common, List.of(), Map.of()).resolve(COMMON_JAR);
        var paths = new LinkedHashMap<String, Path>();
        var faults = new ArrayList<CompileFailure.Fault>();
        for (var service : services) {
            try {
                var module = new Module(tree, service, common.key);
                paths.put(
                        service,
                        make(module, List.of(commonJar), manifest(service)).resolve(service + ".jar"));
            } catch (CompileFailure e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) throw new CompileFailure(faults);
        return new Jars(paths);
    }

    /** The files of a module as they are now, and the key of its jar in the cache. */
    private final class Module {
        private final SourceTree tree;
        private final String name;
        private final String key;
        private final List<JavaFileObject> sources = new ArrayList<>();
        private final SortedMap<String, byte[]> resources = new TreeMap<>();

        Module(SourceTree tree, String name, String commonKey) {
            this.tree = tree;
            this.name = name;
            var sql = "sql/" + name + "/";
            var parts = new StringBuilder(name + commonKey + libraries + isStrict);
            for (var path : tree.files()) {
                if (!path.startsWith(name + "/") && !path.startsWith(sql)) continue;
                var bytes = tree.read(path);
                parts.append(path).append(Sha256.hex(bytes)).append('\n');
                if (path.startsWith(sql)) resources.put(path, bytes);
                else if (path.endsWith(".java")) sources.add(new SourceText(path, new String(bytes, UTF_8)));
                else resources.put(path.replaceFirst("^[^/]+/src/main/[^/]+/", ""), bytes);
            }
            key = name + "-" + Sha256.hex(parts.toString().getBytes(UTF_8)).substring(0, 16);
        }

        String jarName() {
            return name.equals(COMMON) ? COMMON_JAR : name + ".jar";
        }
    }

    /** The module's folder in the cache, which holds its jar and the jars that it needs. */
    private Path make(Module module, List<Path> needed, Map<String, String> manifest) {
        var folder = cache.resolve(module.key);
        if (Files.exists(folder)) return folder;
        var classpath = new ArrayList<>(needed);
        classpath.addAll(libraries);
        var files = classes(module, classpath);
        files.putAll(module.resources);
        try {
            var next = Files.createTempDirectory(Files.createDirectories(cache), ".next-");
            JarFileWriter.write(next.resolve(module.jarName()), manifest, files);
            if (!needed.isEmpty()) {
                var lib = Files.createDirectory(next.resolve("lib"));
                for (var jar : classpath) link(lib.resolve(jar.getFileName()), jar);
            }
            if (!next.toFile().renameTo(folder.toFile()) && !Files.exists(folder))
                throw new IOException("cannot make " + folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedMap<String, byte[]> classes(Module module, List<Path> classpath) {
        var found = new DiagnosticCollector<JavaFileObject>();
        var options =
                List.of("--release", "17", "-proc:none", "-parameters", "-g", "-Xlint:" + (isStrict ? "all" : "none"));
        try (var standard = javac().getStandardFileManager(found, null, UTF_8);
                var output = new ClassFiles(standard)) {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, classpath);
            boolean isDone = javac().getTask(null, output, found, options, null, module.sources)
                    .call();
            var faults = new CompileFaults(module.tree, isStrict).of(found.getDiagnostics());
            if (!isDone || !faults.isEmpty()) throw new CompileFailure(faults);
            return output.files();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same entries as in the pom. */
    private Map<String, String> manifest(String service) {
        var main = "nontonyuk." + service + "." + service.substring(0, 1).toUpperCase(Locale.ROOT)
                + service.substring(1) + "Service";
        var jars = libraries.stream().map(jar -> " lib/" + jar.getFileName()).collect(Collectors.joining());
        return Map.of(
                "Main-Class",
                main,
                "Class-Path",
                "lib/" + COMMON_JAR + jars,
                "Add-Opens",
                "jdk.httpserver/sun.net.httpserver");
    }

    private static void link(Path link, Path jar) throws IOException {
        try {
            Files.createLink(link, jar); // takes no space
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(jar, link);
        }
    }

    private static List<Path> jars(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().startsWith(COMMON))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JavaCompiler javac() {
        var javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) throw new IllegalStateException("this Java has no compiler: install a JDK, not a JRE");
        return javac;
    }
}
