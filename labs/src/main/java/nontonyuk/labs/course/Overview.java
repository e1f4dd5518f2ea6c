package nontonyuk.labs.course;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
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
        var left = labs.stream().filter(lab -> !isPassed(lab)).toList();
        boolean isAtWork = left.stream().anyMatch(lab -> open.equals(Optional.of(lab.number())));
        out.println(isAtWork ? texts.of("overview.check") : next(left));
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

    private String next(List<Exercise> left) {
        if (left.isEmpty()) return texts.of("overview.export");
        return texts.of("overview.start", "lab", left.get(0).number());
    }
}
