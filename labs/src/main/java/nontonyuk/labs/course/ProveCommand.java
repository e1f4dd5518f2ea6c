package nontonyuk.labs.course;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import nontonyuk.common.Background;
import nontonyuk.labs.check.KeptBench;

/**
 * {@code labs/lab prove [07] [--changed COMMIT] [--times 3] [--seeds 1] [--busy] [--record]}, for those who change a
 * lab or the checker.
 */
record ProveCommand(Session session) {
    int prove(Arguments typed) {
        typed.allow(2, "changed", "times", "seeds", "busy", "record", "lang");
        boolean isBusy = typed.options().containsKey("busy");
        boolean isRecorded = typed.options().containsKey("record");
        var effort = new Prove.Effort(typed.number("times", 3), typed.number("seeds", 1), isRecorded);
        return session.alone(() -> {
            session.workspace().open().ifPresent(lab -> {
                throw new Refusal("lab-open", "lab", lab);
            });
            var labs = labs(typed);
            return isBusy ? busy(labs, effort) : prove(labs, effort);
        });
    }

    private List<Exercise> labs(Arguments typed) {
        var all = typed.words().size() > 1
                ? List.of(session.find(typed.word(1)))
                : Exercise.all(session.places().exercises());
        var commit = typed.options().get("changed");
        return commit == null
                ? all
                : Touched.since(commit, all, session.places().root());
    }

    private int prove(List<Exercise> labs, Prove.Effort effort) {
        var machine = new CourseMachine(session.places());
        try (var bench = new KeptBench()) {
            var prove = new Prove(
                    session.places(),
                    lab -> CourseMachine.labCheck(lab).properties(),
                    (lab, tree, student, run, options) ->
                            machine.check(lab, tree, student, run, options, soFar -> {}, bench),
                    session.out());
            return prove.run(labs, effort);
        }
    }

    /** Keeps every core busy meanwhile, as another program of the student's may. */
    private int busy(List<Exercise> labs, Prove.Effort effort) {
        var isOver = new AtomicBoolean();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Background.threads("busy")
                    .newThread(() -> {
                        while (!isOver.get()) Thread.onSpinWait();
                    })
                    .start();
        }
        try {
            return prove(labs, effort);
        } finally {
            isOver.set(true);
        }
    }
}
