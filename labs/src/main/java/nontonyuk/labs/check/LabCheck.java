package nontonyuk.labs.check;

import java.util.List;
import java.util.Map;

/** One lab's check: what runs, and its properties in teaching order. */
public interface LabCheck {
    /** {@code drawn} has the student's own numbers and words. */
    Plan plan(Map<String, String> drawn);

    List<Property> properties();

    /** Runs once, after the start and before the first property. */
    default void prepare(Bench bench) {}
}
