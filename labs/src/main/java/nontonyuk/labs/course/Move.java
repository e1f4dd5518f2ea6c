package nontonyuk.labs.course;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Changes the course files from one saved state to the next. Both states are complete in {@code .labs} before the first
 * file changes, so the next command can finish a move that was broken off.
 */
final class Move {
    private final Places places;
    private final Steps steps;

    Move(Places places, Steps steps) {
        this.places = places;
        this.steps = steps;
    }

    /** The state that the tree leaves. Its files are saved. */
    SourceTree old() {
        return new SourceTree(places.own("old"));
    }

    SourceTree next() {
        return new SourceTree(places.own("next"));
    }

    /** Writes down which lab will be open, and changes the tree. Returns the folder of {@link #go}. */
    Optional<Path> begin(String lab) {
        steps.before("write that the move begins");
        new Now(lab, true).write(places.own("now.json"));
        return go(lab);
    }

    /**
     * Changes the tree, from any place where a move was broken off. A file that has changed meanwhile is neither of the
     * old state nor of the next. Its copy stays in a folder, which is returned.
     */
    Optional<Path> go(String lab) {
        Optional<Path> kept = Optional.empty();
        var tree = places.tree();
        var wanted = next().files();
        new BuiltJars(places).forget();
        for (var path : wanted.isEmpty() ? wanted : tree.differences(next())) {
            if (tree.has(path) && !isSaved(tree, path)) {
                if (kept.isEmpty()) kept = Optional.of(places.unused("loose"));
                steps.before("keep " + path);
                new SourceTree(kept.get().resolve("files")).write(path, tree.read(path));
            }
            steps.before("change " + path);
            if (wanted.contains(path)) tree.write(path, next().read(path));
            else tree.delete(path);
        }
        steps.before("write that the move ends");
        // Without a next state, which only a deleted folder explains, the tree stays as it is.
        new Now(wanted.isEmpty() ? null : lab, false).write(places.own("now.json"));
        return kept;
    }

    private boolean isSaved(SourceTree tree, String path) {
        return old().has(path) && Arrays.equals(tree.read(path), old().read(path));
    }
}
