package nontonyuk.labs.course;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;

/** Reads a Java file with the JDK's own parser. */
final class JavaFileReader {
    private static final Pattern COMMENT = Pattern.compile("[ \t]*//[^\r\n]*");

    private final String name;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<JavaFile.Member> members = new ArrayList<>();

    JavaFileReader(String name, String text) {
        this.name = name;
        this.text = text;
        var found = new DiagnosticCollector<JavaFileObject>();
        var source = List.of(new SourceText("Source.java", text));
        var task = (JavacTask) Compiler.javac().getTask(null, null, found, List.of("-proc:none"), null, source);
        try {
            unit = task.parse().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        positions = Trees.instance(task).getSourcePositions();
        for (var error : found.getDiagnostics()) {
            if (error.getKind() != Diagnostic.Kind.ERROR) continue;
            throw new OverlayFailure(name + ":" + error.getLineNumber() + ": " + error.getMessage(Locale.ENGLISH));
        }
    }

    JavaFile read() {
        var imports = unit.getImports().stream()
                .map(tree -> new JavaFile.Import(text.substring(start(tree), end(tree)), start(tree), end(tree)))
                .toList();
        for (var type : unit.getTypeDecls()) {
            if (type instanceof ClassTree found) addType("", found);
        }
        int packageEnd = unit.getPackage() == null ? 0 : end(unit.getPackage());
        return new JavaFile(name, text, packageEnd, imports, members);
    }

    private void addType(String outer, ClassTree type) {
        var key = (outer.isEmpty() ? "" : outer + ".") + type.getSimpleName();
        var components = type.getMembers().stream()
                .filter(member -> isComponent(type, member))
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        members.add(new JavaFile.Member(outer, key, true, components, lead(start(type)), start(type), end(type)));
        for (var member : type.getMembers()) {
            if (member instanceof ClassTree inner) addType(key, inner);
            else if (!isComponent(type, member)) addMember(key, key(member), member);
        }
    }

    private void addMember(String type, String key, Tree member) {
        int start = start(member);
        int end = end(member);
        var comment = COMMENT.matcher(text).region(end, text.length());
        if (comment.lookingAt()) end = comment.end(); // a comment on the same line belongs to the member
        members.add(new JavaFile.Member(type, type + "." + key, false, "", lead(start), start, end));
    }

    private static boolean isComponent(ClassTree type, Tree member) {
        return type.getKind() == Tree.Kind.RECORD
                && member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    /** A compact constructor has the key of the record's constructor, since the parser adds its parameters. */
    private static String key(Tree member) {
        if (member instanceof VariableTree field) return field.getName().toString();
        if (member instanceof BlockTree block) return block.isStatic() ? "<static>" : "<block>";
        var method = (MethodTree) member;
        return method.getParameters().stream()
                .map(parameter -> normal(parameter.getType().toString()))
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    /** A key in the one form that all keys have. */
    static String normal(String key) {
        return key.replaceAll("\\s", "").replace("...", "[]");
    }

    /** Where the blank lines and comments above a position begin. */
    private int lead(int start) {
        int lead = lineStart(start);
        if (!text.substring(lead, start).isBlank()) return start;
        while (lead > 0) {
            int line = lineStart(lead - 1);
            var above = text.substring(line, lead).strip();
            if (above.endsWith("*/") && !above.startsWith("//")) line = lineStart(text.lastIndexOf("/*", lead));
            var first = text.substring(line, lead).strip();
            if (!first.isEmpty() && !first.startsWith("//") && !first.startsWith("/*")) return lead;
            lead = line;
        }
        return lead;
    }

    private int lineStart(int position) {
        return text.lastIndexOf('\n', position - 1) + 1;
    }

    private int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }
}
