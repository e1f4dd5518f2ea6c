package nontonyuk.labs.dialect;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;

/**
 * Computes the texts that an expression of Java can have, from its source alone. It knows constants, variables with one
 * value, parameters, {@code +}, {@code ?:}, {@code formatted} and {@code repeat}. Of anything else it knows no text.
 */
final class Texts {
    private static final int MOST = 500;

    /** So many methods may hand a text on to each other. */
    private static final int MOST_CALLERS = 3;

    private final Map<String, TreePath> fields;
    private final Calls calls;
    private final Set<Tree> visiting = Collections.newSetFromMap(new IdentityHashMap<>());

    private int callers;

    /** Takes the values of all fields by {@code Class.name}, and all calls. */
    Texts(Map<String, TreePath> fields, Calls calls) {
        this.fields = fields;
        this.calls = calls;
    }

    /** A text, and the literals that it consists of. */
    record Text(String value, Set<Tree> literals) {}

    /** All texts that the expression can have; none if they are unknown. */
    List<Text> of(TreePath path) {
        if (!visiting.add(path.getLeaf())) return List.of(); // a method that calls itself
        try {
            var found = compute(path);
            return found.size() > MOST ? List.of() : found;
        } finally {
            visiting.remove(path.getLeaf());
        }
    }

    private List<Text> compute(TreePath path) {
        var tree = path.getLeaf();
        if (tree instanceof LiteralTree literal) return List.of(new Text("" + literal.getValue(), Set.of(literal)));
        if (tree instanceof ParenthesizedTree inner) return of(path, inner.getExpression());
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS)
            return pairs(of(path, sum.getLeftOperand()), of(path, sum.getRightOperand()), String::concat);
        if (tree instanceof ConditionalExpressionTree choice) {
            var both = new ArrayList<>(of(path, choice.getTrueExpression()));
            both.addAll(of(path, choice.getFalseExpression()));
            return both;
        }
        if (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree method)
            return result(path, method, call.getArguments());
        if (tree instanceof MemberSelectTree member)
            return field(lastName(member.getExpression()) + "." + member.getIdentifier());
        return tree instanceof IdentifierTree name ? named(path, name.getName().toString()) : List.of();
    }

    private List<Text> of(TreePath parent, ExpressionTree child) {
        return of(new TreePath(parent, child));
    }

    private List<Text> field(String name) {
        return fields.containsKey(name) ? of(fields.get(name)) : List.of();
    }

    /** The last part of a name: {@code list} for {@code database.list}. */
    static String lastName(ExpressionTree tree) {
        if (tree instanceof MemberSelectTree member)
            return member.getIdentifier().toString();
        return tree instanceof IdentifierTree name ? name.getName().toString() : "";
    }

    private static List<Text> pairs(List<Text> first, List<Text> second, BinaryOperator<String> combination) {
        var pairs = new ArrayList<Text>();
        if (first.size() * second.size() > MOST) return pairs;
        for (var one : first) {
            for (var other : second) {
                var literals = Collections.newSetFromMap(new IdentityHashMap<Tree, Boolean>());
                literals.addAll(one.literals);
                literals.addAll(other.literals);
                pairs.add(new Text(combination.apply(one.value, other.value), literals));
            }
        }
        return pairs;
    }

    private List<Text> result(TreePath path, MemberSelectTree method, List<? extends ExpressionTree> arguments) {
        var name = method.getIdentifier().toString();
        if (!name.equals("formatted") && !name.equals("repeat")) return List.of();
        var texts = of(new TreePath(new TreePath(path, method), method.getExpression()));
        if (name.equals("repeat")) {
            var counts = List.of(new Text("", Set.of()), new Text("1", Set.of())); // not once, and once
            return pairs(texts, counts, (text, count) -> text.repeat(count.length()));
        }
        for (var argument : arguments)
            texts = pairs(
                    texts,
                    of(path, argument),
                    (text, value) -> text.replaceFirst("%s", Matcher.quoteReplacement(value)));
        return texts;
    }

    /** A variable of the method or of a class around it. */
    private List<Text> named(TreePath path, String name) {
        for (var outer = path; outer != null; outer = outer.getParentPath()) {
            if (outer.getLeaf() instanceof MethodTree method) {
                for (int i = 0; i < method.getParameters().size(); i++) {
                    if (method.getParameters().get(i).getName().contentEquals(name)) return arguments(outer, i);
                }
                var variables = variables(outer, name);
                if (!variables.isEmpty()) return all(variables);
            } else if (outer.getLeaf() instanceof ClassTree type) {
                var field = type.getSimpleName() + "." + name;
                if (fields.containsKey(field)) return field(field);
            }
        }
        return List.of();
    }

    /** What the callers of a method give for a parameter. */
    private List<Text> arguments(TreePath method, int parameter) {
        if (callers == MOST_CALLERS) return List.of();
        callers++;
        var found = all(calls.arguments(method, parameter));
        callers--;
        return found;
    }

    private List<Text> all(List<TreePath> paths) {
        return paths.stream().flatMap(path -> of(path).stream()).toList();
    }

    /** The values of the local variables of this name in a method. */
    private static List<TreePath> variables(TreePath method, String name) {
        var values = new ArrayList<TreePath>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getName().contentEquals(name) && variable.getInitializer() != null)
                    values.add(new TreePath(getCurrentPath(), variable.getInitializer()));
                return super.visitVariable(variable, nothing);
            }
        }.scan(method, null);
        return values;
    }
}
