package nontonyuk.labs.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences on the results of a report. */
public record ResultTexts(Report report) {
    /** What a failure says, by its label and in the order of the screen. */
    public Map<String, String> parts(Result result) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("did", part(result, "did"));
        parts.put("saw", proof(result));
        parts.put("expected", part(result, "expected"));
        parts.put("came", part(result, "came"));
        parts.put("log", String.join("\n", result.log()));
        parts.put("means", part(result, "means"));
        parts.put("look", String.join("\n", look(result)));
        parts.values().removeIf(String::isEmpty);
        return parts;
    }

    /** The name of the property. */
    String name(Result result) {
        return report.messages().text(result.property().id() + ".name", result.values());
    }

    /**
     * The text of a part such as {@code did}. That of the failure's code wins over that of the property; without either
     * it is empty.
     */
    String part(Result result, String part) {
        for (var key : List.of(result.code() + "." + part, result.property().id() + "." + part)) {
            if (report.messages().find(key).isPresent()) return text(result, key);
        }
        return "";
    }

    private String text(Result result, String key) {
        var values = new HashMap<>(result.values());
        var proof = proof(result);
        values.put("proof", proof.isEmpty() ? "-" : proof);
        return report.messages().text(key, values);
    }

    /** What was seen of the loads and faults. */
    String proof(Result result) {
        return proof(result, ".saw");
    }

    /** The same in a few words, for a property that holds; most have none. */
    String shortProof(Result result) {
        return proof(result, ".short");
    }

    private String proof(Result result, String part) {
        return result.proofs().stream()
                .filter(proof -> report.messages().find(proof.what() + part).isPresent())
                .map(proof -> {
                    var values = new HashMap<>(result.values());
                    values.putAll(proof.values());
                    return report.messages().text(proof.what() + part, values);
                })
                .collect(Collectors.joining("; "));
    }

    /** The members to look at, with their file and line. */
    List<String> look(Result result) {
        var places = new SourcePlaces(report.root());
        return Arrays.stream(part(result, "look").split(","))
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .map(places::of)
                .toList();
    }
}
