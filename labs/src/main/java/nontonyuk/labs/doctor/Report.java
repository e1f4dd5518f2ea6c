package nontonyuk.labs.doctor;

import java.io.PrintStream;

/** What the doctor found, one line each, as it is found. */
final class Report {
    private final PrintStream out;
    private int faults;

    Report(PrintStream out) {
        this.out = out;
    }

    void well(String what) {
        out.println("ok     " + what);
    }

    void wrong(String what) {
        faults++;
        out.println("WRONG  " + what);
    }

    /** The last line. Gives the exit code: 0 where all is well. */
    int summary() {
        out.println(faults == 0 ? "All is well." : "Wrong: " + faults + ". Begin with the first.");
        return faults == 0 ? 0 : 1;
    }
}
