package nontonyuk.labs.dialect;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All calls of methods in some Java sources. */
final class Calls {
    private final Map<String, List<TreePath>> byName = new HashMap<>();

    void add(TreePath call) {
        var name = Texts.lastName(((MethodInvocationTree) call.getLeaf()).getMethodSelect());
        byName.computeIfAbsent(name, first -> new ArrayList<>()).add(call);
    }

    List<TreePath> all() {
        return byName.values().stream().flatMap(List::stream).toList();
    }

    /**
     * What the callers of a method give for a parameter that is a text. A call on a variable may mean each method of
     * its name.
     */
    List<TreePath> arguments(TreePath path, int parameter) {
        var arguments = new ArrayList<TreePath>();
        var method = (MethodTree) path.getLeaf();
        var type = method.getParameters().get(parameter).getType().toString();
        if (!type.equals("String")) return arguments;
        var owner = ((ClassTree) path.getParentPath().getLeaf()).getSimpleName().toString();
        for (var call : byName.getOrDefault(method.getName().toString(), List.of())) {
            var given = ((MethodInvocationTree) call.getLeaf()).getArguments();
            if (given.size() > parameter && mayCall(call, owner))
                arguments.add(new TreePath(call, given.get(parameter)));
        }
        return arguments;
    }

    private static boolean mayCall(TreePath call, String owner) {
        var method = ((MethodInvocationTree) call.getLeaf()).getMethodSelect();
        if (method instanceof MemberSelectTree member) {
            var of = Texts.lastName(member.getExpression());
            return of.isEmpty() || Character.isLowerCase(of.charAt(0)) || of.equals(owner);
        }
        for (var outer = call; outer != null; outer = outer.getParentPath()) {
            if (outer.getLeaf() instanceof ClassTree own && own.getSimpleName().contentEquals(owner)) return true;
        }
        return false;
    }
}
