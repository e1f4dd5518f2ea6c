package nontonyuk.labs.course;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code labs/lab prove [07] [--times 3] [--seeds 1] [--busy] [--record]}, for those who change a lab or the checker.
 */
record ProveCommand(Session session) {
    int prove(Arguments typed) {
        typed.allow(2, "times", "seeds", "busy", "record", "lang");
        boolean isBusy = typed.options().containsKey("busy");
        boolean isRecorded = typed.options().containsKey("record");
        var effort = new Prove.Effort(typed.number("times", 3), typed.number("seeds", 1), isRecorded);
        return session.alone(() -> {
            session.workspace().open().ifPresent(lab -> {
                throw new Refusal("lab-open", "lab", lab);
            });
            var labs = typed.words().size() > 1
                    ? List.of(session.find(typed.word(1)))
                    : Exercise.all(session.places().exercises());
            return isBusy ? busy(labs, effort) : prove(labs, effort);
        });
    }

    private int prove(List<Exercise> labs, Prove.Effort effort) {
        var machine = new CourseMachine(session.places());
        var prove = new Prove(
                session.places(),
                lab -> CourseMachine.labCheck(lab).properties(),
                (lab, tree, student, run, options) -> machine.check(lab, tree, student, run, options, soFar -> {}),
                session.out());
        return prove.run(labs, effort);
    }

    /** Keeps every core busy meanwhile, as another program of the student's may. */
    private int busy(List<Exercise> labs, Prove.Effort effort) {
        var isOver = new AtomicBoolean();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            var thread = new Thread(() -> {
                while (!isOver.get()) Thread.onSpinWait();
            });
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return prove(labs, effort);
        } finally {
            isOver.set(true);
        }
    }
}
