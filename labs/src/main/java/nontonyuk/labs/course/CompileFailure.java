package nontonyuk.labs.course;

import java.util.List;
import java.util.stream.Collectors;

/** The code does not compile. */
public final class CompileFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /**
     * One error of the compiler.
     *
     * @param file a path in the repository; empty for an error without a place
     * @param line 0 for an error without a place
     * @param similar a member whose name is almost the name that was not found, or empty
     */
    public record Fault(String file, long line, String text, String similar) {
        @Override
        public String toString() {
            return file + ":" + line + " " + text + (similar.isEmpty() ? "" : "; there is " + similar);
        }
    }

    CompileFailure(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = faults;
    }

    public List<Fault> faults() {
        return faults;
    }
}
