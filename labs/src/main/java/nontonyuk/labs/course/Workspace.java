package nontonyuk.labs.course;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Opens and leaves labs in the student's own tree. Work is saved before a course file changes. The next command
 * finishes a command that was broken off.
 */
public final class Workspace {
    private final Places places;
    private final Steps steps;
    private final Move move;
    private Path surprise;

    public Workspace(Path root) {
        this(root, Steps.NONE);
    }

    Workspace(Path root, Steps steps) {
        this.places = new Places(root);
        this.steps = steps;
        this.move = new Move(places, steps);
    }

    /** Finishes a command that was broken off; each command begins with this. */
    public void recover() {
        var now = now();
        if (now.moves()) move.go(now.lab()).ifPresent(folder -> surprise = folder);
    }

    /** The folder of the files that changed while a command ran. */
    Optional<Path> surprise() {
        return Optional.ofNullable(surprise);
    }

    /** The number of the open lab. */
    public Optional<String> open() {
        return Optional.ofNullable(now().lab());
    }

    private Now now() {
        return Now.read(places.own("now.json"));
    }

    /** The course files that differ from main. */
    public SortedSet<String> differences() {
        return places.tree().differences(main());
    }

    /** Main's course files, which the first use makes. */
    public SourceTree main() {
        MainTree.makeFirst(places);
        return places.main();
    }

    /** Saves the open lab's work. If a saved file would get lost, a copy of the folder stays. */
    public void save() {
        save(openLab(), places.tree());
    }

    String openLab() {
        return open().orElseThrow(() -> new Refusal("no-lab-open"));
    }

    private void save(String lab, SourceTree tree) {
        var work = places.work(lab);
        if (work.losesFiles(tree, main())) work.copyTo(places.unused(lab));
        work.save(tree, main(), steps);
    }

    /** Opens a lab with its saved work, or with its starter. Returns the saved files whose text in main is new. */
    public List<String> start(Exercise lab, Student student) {
        if (open().equals(Optional.of(lab.number()))) return List.of();
        if (open().isEmpty()) refuseLoose();
        remember();
        var work = places.work(lab.number());
        var outdated = work.isEmpty() ? List.<String>of() : work.outdated(main());
        if (work.isEmpty()) layStarter(lab, student);
        else main().copyTo(move.next());
        work.layOver(move.next());
        work.keepMainOf(outdated, main());
        steps.before("write the student's numbers");
        work.write(work.facts().with(student, student.draw(lab)));
        go(lab.number());
        return outdated;
    }

    private void refuseLoose() {
        var loose = differences();
        if (!loose.isEmpty()) throw new Refusal("loose", "files", String.join("\n  ", loose));
    }

    private void layStarter(Exercise lab, Student student) {
        main().copyTo(move.next());
        Overlay.read(lab.folder().resolve("starter"), student.draw(lab)).applyTo(move.next());
    }

    /** Copies the tree, and saves the open lab from the copy. Both have the same bytes then. */
    private void remember() {
        places.tree().copyTo(move.old());
        open().ifPresent(lab -> save(lab, move.old()));
    }

    private void go(String lab) {
        move.begin(lab).ifPresent(folder -> surprise = folder);
    }

    /** Saves the work and puts main back. */
    public void stop() {
        openLab();
        remember();
        main().copyTo(move.next());
        go(null);
    }

    /** Gives the open lab's starter again; returns the folder where the work is kept. */
    public Path reset(Exercise lab, Student student) {
        if (!openLab().equals(lab.number())) throw new Refusal("lab-open", "lab", openLab());
        remember();
        var work = places.work(lab.number());
        var kept = places.unused(lab.number());
        steps.before("keep the work");
        work.copyTo(kept);
        layStarter(lab, student);
        go(lab.number());
        work.save(places.tree(), main(), steps);
        return kept;
    }

    /** Without an open lab: saves the files that differ from main in a folder of their own, and puts main back. */
    public Optional<Path> saveLoose() {
        refuseOpen();
        if (differences().isEmpty()) return Optional.empty();
        remember();
        var folder = places.unused("loose");
        new Work(folder).save(move.old(), main(), steps);
        main().copyTo(move.next());
        go(null);
        return Optional.of(folder);
    }

    /** Takes the tree as the new main. */
    public void update() {
        refuseOpen();
        MainTree.makeAgain(places);
    }

    private void refuseOpen() {
        if (open().isPresent()) throw new Refusal("lab-open", "lab", openLab());
    }
}
