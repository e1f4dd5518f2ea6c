package nontonyuk.labs.course;

/** Compiles and checks a tree. The tests of the commands have a machine of their own. */
interface Machine {
    /** Writes the jars of the tree to where {@code make} starts them. Throws a {@link CompileFailure}. */
    void build(SourceTree tree);

    /** Checks a tree against a lab, and prints what the student reads. */
    Verdict check(Exercise lab, SourceTree tree, Student student, Arguments typed, Session session);

    /**
     * The result of a check: the exit code, the points, and the id of the first property that does not hold, or null.
     * {@code isOfAll} is false if the check left properties out, or could not work.
     */
    record Verdict(int code, int score, String failed, boolean isOfAll) {}
}
