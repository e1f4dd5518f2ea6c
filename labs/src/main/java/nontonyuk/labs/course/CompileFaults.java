package nontonyuk.labs.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Says the compiler's errors in one line each, with paths in the repository. */
final class CompileFaults {
    private static final Pattern PACKAGE = Pattern.compile("\\b([a-z]\\w*\\.)+(?=[A-Z])");
    private static final Pattern SYMBOL = Pattern.compile("symbol: +\\w+ ([^\n]+)");
    private static final Pattern LOCATION =
            Pattern.compile("location: .*?(?:of type|class|interface|enum|record) (\\w+)");

    private final SourceTree tree;
    private final boolean isStrict;

    /** With {@code isStrict} a warning counts as an error. */
    CompileFaults(SourceTree tree, boolean isStrict) {
        this.tree = tree;
        this.isStrict = isStrict;
    }

    List<CompileFailure.Fault> of(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> isStrict || diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .map(this::fault)
                .toList();
    }

    private CompileFailure.Fault fault(Diagnostic<? extends JavaFileObject> diagnostic) {
        var message = PACKAGE.matcher(diagnostic.getMessage(Locale.ENGLISH)).replaceAll("");
        boolean hasPlace = diagnostic.getSource() != null;
        var file = hasPlace ? diagnostic.getSource().toUri().getPath().substring(1) : "";
        long line = hasPlace ? diagnostic.getLineNumber() : 0;
        var symbol = SYMBOL.matcher(message);
        if (!symbol.find()) return new CompileFailure.Fault(file, line, oneLine(message), "");
        var text = message.lines().findFirst().orElse("") + ": " + symbol.group(1);
        return new CompileFailure.Fault(file, line, text, similar(file, symbol.group(1), message));
    }

    private static String oneLine(String message) {
        return message.lines().map(line -> line.strip().replaceAll(" +", " ")).collect(Collectors.joining("; "));
    }

    /** A member of the class in which the compiler searched. */
    private String similar(String file, String symbol, String message) {
        var location = LOCATION.matcher(message);
        if (!location.find()) return "";
        var module = file.substring(0, file.indexOf('/') + 1);
        return tree.files().stream()
                .filter(path -> path.startsWith(module) || path.startsWith("lib-common/"))
                .filter(path -> path.endsWith("/" + location.group(1) + ".java"))
                .map(path -> JavaFile.parse(path, new String(tree.read(path), UTF_8)))
                .flatMap(searched -> Similar.member(symbol, searched).stream())
                .findFirst()
                .orElse("");
    }
}
