package nontonyuk.labs.doctor;

import java.io.PrintStream;

/** Prints each result of the doctor as one line, and counts the faults. */
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

    /** Prints the last line; returns the exit code, 0 without a fault. */
    int summary() {
        out.println(faults == 0 ? "All is well." : "Wrong: " + faults + ". Begin with the first.");
        return faults == 0 ? 0 : 1;
    }
}
