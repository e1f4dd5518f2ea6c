package nontonyuk.labs.check;

import java.util.ArrayList;
import java.util.List;

/** The text of a failure without what each run draws anew: the golden file {@code expect.txt} of a wrong answer. */
public final class Golden {
    private Golden() {}

    /** The property and the code, an empty line, and each part of the failure in a line of its own. */
    public static String text(Report report, Result result) {
        var texts = new Texts(report);
        var lines = new ArrayList<String>();
        for (var part : List.of("did", "saw", "expected", "came", "means", "look")) {
            var text = switch (part) {
                case "saw" -> texts.proof(result);
                case "look" -> String.join(" ", texts.look(result));
                default -> texts.part(result, part);
            };
            if (!text.isEmpty()) lines.add(report.messages().text("label." + part) + ": " + text + "\n");
        }
        return result.property().id() + " " + result.code() + "\n\n" + normal(String.join("", lines));
    }

    /** The same text with {@code #} for seats, names, numbers and lists of them. A second call changes nothing. */
    public static String normal(String text) {
        return text.replaceAll("\\b[a-z]+-[0-9a-f]{6}\\b", "#") // a drawn name
                .replaceAll("\\b[A-Z][0-9]{1,2}\\b", "#") // a seat
                .replaceAll("\\b[A-Z]#", "#")
                .replaceAll("\\b(?=[a-f]*[0-9])[0-9a-f]+\\b", "#")
                .replaceAll("[0-9]+", "#")
                .replaceAll("#(,? #)*(,? …)?", "#");
    }
}
