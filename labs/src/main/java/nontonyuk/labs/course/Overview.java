package nontonyuk.labs.course;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Optional;

/** The list of all labs: which is open, what is passed, and the next step. */
record Overview(Places places, Texts texts) {
    void print(Optional<String> open, PrintStream out) {
        var labs = Exercise.all(places.exercises());
        for (var lab : labs) {
            var title = "%-32s".formatted(lab.title(texts.language()));
            out.println("  " + lab.number() + "  " + title + state(lab, open));
        }
        out.println();
        out.println(next(labs.stream().filter(lab -> !isPassed(lab)).findFirst(), open));
    }

    private String state(Exercise lab, Optional<String> open) {
        var parts = new ArrayList<String>();
        var facts = places.work(lab.number()).facts();
        if (open.equals(Optional.of(lab.number()))) parts.add(texts.of("overview.open"));
        parts.add(texts.of(
                "overview.minutes",
                "week",
                lab.facts().week(),
                "minutes",
                lab.facts().minutes()));
        if (facts.tries() > 0)
            parts.add(texts.of("overview.score", "tries", facts.tries(), "score", facts.score(), "most", lab.most()));
        int hints = facts.hints().values().stream().mapToInt(count -> count).sum();
        if (hints > 0) parts.add(texts.of("overview.hints", "hints", hints));
        return String.join(" · ", parts);
    }

    private boolean isPassed(Exercise lab) {
        return places.work(lab.number()).facts().score() >= lab.most();
    }

    private String next(Optional<Exercise> lab, Optional<String> open) {
        if (open.isPresent()) return texts.of("overview.check");
        if (lab.isPresent()) return texts.of("overview.start", "lab", lab.get().number());
        return texts.of("overview.export");
    }
}
