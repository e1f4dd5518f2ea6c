package nontonyuk.labs.dialect;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The SQL statements in Java sources: every text that is an argument of a method and begins like SQL. */
final class JavaStatements {
    /** The first word of a statement. It is SQL in front of a name, and not in front of a path: {@code DELETE /me}. */
    static final String VERB = "(?:SELECT|WITH|INSERT|REPLACE|UPDATE|DELETE|CREATE|ALTER|DROP|RENAME|TRUNCATE|SET|DO"
            + "|CALL|LOCK|UNLOCK|PREPARE|EXECUTE|SHOW|GRANT|REVOKE|ANALYZE|OPTIMIZE)\\s+(?!/)";

    private static final Pattern SQL = Pattern.compile("\\s*" + VERB + ".*", Pattern.DOTALL);

    private final Map<String, TreePath> fields = new HashMap<>();
    private final Calls calls = new Calls();
    private final Map<Tree, String> literals = new IdentityHashMap<>();
    private final Set<String> statements = new LinkedHashSet<>();
    private final List<String> missed;

    JavaStatements(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            for (var unit : task.parse()) new Index().scan(unit, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        missed = missed(find());
    }

    static boolean isSql(String text) {
        return SQL.matcher(text).matches();
    }

    /** Finds the statements; returns the literals that they consist of. */
    private Set<Tree> find() {
        var texts = new Texts(fields, calls);
        var used = Collections.newSetFromMap(new IdentityHashMap<Tree, Boolean>());
        for (var call : calls.all()) {
            for (var argument : ((MethodInvocationTree) call.getLeaf()).getArguments()) {
                for (var text : texts.of(new TreePath(call, argument))) {
                    if (!isSql(text.value())) continue;
                    statements.add(text.value().strip());
                    used.addAll(text.literals());
                }
            }
        }
        return used;
    }

    private List<String> missed(Set<Tree> used) {
        return literals.keySet().stream()
                .filter(literal -> !used.contains(literal))
                .map(literal -> literals.get(literal) + ": " + literal)
                .toList();
    }

    /** The different statements. */
    Set<String> statements() {
        return statements;
    }

    /** The number of string literals that begin like SQL. */
    int literals() {
        return literals.size();
    }

    /** The literals that begin like SQL, and are part of no statement. */
    List<String> missed() {
        return missed;
    }

    private final class Index extends TreePathScanner<Void, Void> {
        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            var parent = getCurrentPath().getParentPath().getLeaf();
            if (parent instanceof ClassTree type && variable.getInitializer() != null) {
                var value = new TreePath(getCurrentPath(), variable.getInitializer());
                fields.put(type.getSimpleName() + "." + variable.getName(), value);
            }
            return super.visitVariable(variable, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            calls.add(getCurrentPath());
            return super.visitMethodInvocation(call, nothing);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            var file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
            if (literal.getValue() instanceof String text && isSql(text)) literals.put(literal, file);
            return super.visitLiteral(literal, nothing);
        }
    }
}
