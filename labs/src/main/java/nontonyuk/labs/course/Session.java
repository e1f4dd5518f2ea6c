package nontonyuk.labs.course;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/** What all commands need: the clone, the language, and the student. */
record Session(Places places, Texts texts, PrintStream out, Workspace workspace, Path typedIn) {
    /** {@code typedIn}: the folder where the command was typed. */
    Session(Places places, Texts texts, PrintStream out, Path typedIn) {
        this(places, texts, out, new Workspace(places.root()), typedIn);
    }

    /** A path as the user typed it. */
    Path from(String path) {
        return typedIn.resolve(path).normalize();
    }

    /** Runs a command alone, after the end of one that was broken off. Returns its exit code. */
    int alone(IntSupplier command) {
        var lock = Lock.take(places.own("lock"));
        try (lock) {
            workspace.recover();
            return command.getAsInt();
        } finally {
            workspace.surprise().ifPresent(folder -> say("surprise", "folder", places.shown(folder)));
        }
    }

    int say(String key, Object... values) {
        out.println(texts.of(key, values));
        return 0;
    }

    void print(String text) {
        out.println(text.stripTrailing());
        out.println();
    }

    Student student() {
        return Student.of(places.mine());
    }

    Exercise find(String lab) {
        return Exercise.find(places.exercises(), lab);
    }

    String openLab() {
        return workspace.openLab();
    }

    /** The lab that was typed, else the open one. */
    Exercise chosen(Arguments typed) {
        return find(typed.words().size() > 1 ? typed.word(1) : openLab());
    }

    /** The hand-out or the hints with the student's own values. */
    String text(Exercise lab, String name) {
        return lab.text(name, texts.language(), student().draw(lab));
    }
}
