package nontonyuk.labs.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as a person reads it. */
public final class Screen {
    private static final int WIDTH = 98;
    private static final int ROW = 76;
    private static final int SHOWN_TRACES = 2;
    private static final List<String> LABELS =
            List.of("did", "saw", "expected", "came", "log", "means", "look", "follow", "again");

    private final Terminal terminal;

    public Screen(Terminal terminal) {
        this.terminal = terminal;
    }

    public String whole(Report report, Origin origin) {
        var rows = report.results().stream().map(result -> row(report, result)).collect(Collectors.joining());
        return heading(report, origin) + rows + rest(report);
    }

    /** The first line: the lab, the student, the seed. */
    public String heading(Report report, Origin origin) {
        var title = "lab " + report.number() + " · " + report.messages().text("title");
        var facts = new ArrayList<String>();
        if (!origin.student().isEmpty()) facts.add(origin.student());
        facts.add("seed " + report.options().seed());
        if (!origin.main().isEmpty())
            facts.add("main " + origin.main().replaceFirst("^sha256:", "").replaceFirst("^(.{7}).*", "$1"));
        return terminal.shown("%-33s %s%n".formatted(title, String.join(" · ", facts)));
    }

    /** The line of one property, and the reason below it if the result counts neither way. */
    public String row(Report report, Result result) {
        var texts = new ResultTexts(report);
        var id = "  " + terminal.mark(result.status())
                + " %-5s".formatted(result.property().id());
        var name = switch (result.status()) {
            case NOT_TRIED -> report.messages().text(result.code(), result.values());
            case INCONCLUSIVE -> texts.name(result) + ": " + report.messages().text("label.not-proven");
            default -> texts.name(result);
        };
        var time = result.status() == Status.NOT_TRIED ? "" : report.messages().seconds(result.seconds());
        var proof = result.holds() ? texts.shortProof(result) : "";
        var end = proof.isEmpty() ? time : proof + "   " + time;
        var row = id + spread(name, end, ROW - 9) + "\n";
        if (result.status() == Status.INCONCLUSIVE) row += block(9, texts.part(result, "means"));
        return terminal.shown(row);
    }

    private static String spread(String left, String right, int width) {
        int gap = Math.max(2, width - left.length() - right.length());
        return right.isEmpty() ? left : left + " ".repeat(gap) + right;
    }

    /** All that comes below the rows: the points, and the failures. */
    public String rest(Report report) {
        var text = new StringBuilder();
        if (report.trouble() != null) text.append(trouble(report, report.trouble()));
        var points = Map.of("score", report.score(), "max", report.maxScore());
        if (report.status() == Status.PASS)
            return terminal.shown(report.messages().text(report.isWhole() ? "all-hold" : "chosen-hold", points) + "\n");
        if (report.isWhole() && report.trouble() == null)
            text.append(spread("", report.messages().text("points", points), ROW))
                    .append("\n");
        report.results().stream()
                .filter(result -> result.status() == Status.FAIL)
                .limit(report.options().all() ? Integer.MAX_VALUE : 1)
                .forEach(result -> text.append("\n").append(failure(report, result)));
        return terminal.shown(text.toString());
    }

    private String trouble(Report report, Trouble trouble) {
        var lines = trouble.lines().stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
        return block(0, report.messages().text(trouble.code(), trouble.values())) + lines;
    }

    /** A failure in full. */
    String failure(Report report, Result result) {
        var texts = new ResultTexts(report);
        var text = new StringBuilder("%-4s %s%n".formatted(result.property().id(), result.code()));
        texts.parts(result).forEach((label, part) -> line(report, text, label, part));
        var traces = result.traces().stream().limit(SHOWN_TRACES).map(id -> "labs/lab trace " + id);
        if (!result.traces().isEmpty()) line(report, text, "follow", traces.collect(Collectors.joining("\n")));
        var again = "labs/lab check " + report.number() + " --only "
                + result.property().id() + " --seed " + report.options().seed();
        line(report, text, "again", again + "\n" + report.messages().text("hint"));
        return text.toString();
    }

    private static void line(Report report, StringBuilder text, String label, String content) {
        int width = LABELS.stream()
                .mapToInt(one -> report.messages().text("label." + one).length())
                .max()
                .orElse(0);
        var name = "  %-" + width + "s  ";
        var lines = block(width + 4, content);
        text.append(name.formatted(report.messages().text("label." + label))).append(lines.substring(width + 4));
    }

    /** The text in lines of at most {@link #WIDTH} characters, each with this indent; its own line ends stay. */
    private static String block(int indent, String text) {
        var block = new StringBuilder();
        for (var paragraph : text.split("\n")) {
            var line = new StringBuilder(" ".repeat(indent));
            boolean isEmpty = true;
            for (var word : paragraph.split(" ")) {
                if (!isEmpty && line.length() + 1 + word.length() > WIDTH) {
                    block.append(line).append("\n");
                    line = new StringBuilder(" ".repeat(indent));
                    isEmpty = true;
                }
                line.append(isEmpty ? "" : " ").append(word);
                isEmpty = false;
            }
            block.append(line).append("\n");
        }
        return block.toString();
    }
}
