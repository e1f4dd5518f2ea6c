package nontonyuk.labs.check;

import java.util.List;

/**
 * One sentence that must hold, and its test.
 *
 * @param id {@code 1.2}, or {@code own} for the student's own rule
 * @param task the number before the dot; the own rule is the last task
 * @param needs the ids of the properties that must hold first
 * @param isControl whether it holds for main, for the starter, and for each wrong answer before it
 */
public record Property(String id, int task, int points, List<String> needs, boolean isControl, Test test) {
    static final int LAST_TASK = 9;

    /** A test throws {@link Wrong} if the property does not hold. */
    public interface Test {
        void run(Trial trial) throws Exception;
    }

    public static Property of(String id, int points, Test test, String... needs) {
        int task = Character.isDigit(id.charAt(0)) ? Integer.parseInt(id.split("\\.")[0]) : LAST_TASK;
        return new Property(id, task, points, List.of(needs), false, test);
    }

    public Property asControl() {
        return new Property(id, task, points, needs, true, test);
    }
}
