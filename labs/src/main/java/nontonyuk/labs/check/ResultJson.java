package nontonyuk.labs.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.problem.Json;

/** A report for programs: JSON of format 1. */
public final class ResultJson {
    private static final int FORMAT = 1;

    private ResultJson() {}

    /** Writes the file as a whole, so that a reader never sees half of it. */
    public static void write(Path file, Report report, Origin origin) {
        try {
            var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "result", null);
            Files.write(draft, bytes(report, origin));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Report report, Origin origin) {
        var json = new LinkedHashMap<String, Object>();
        json.put("format", FORMAT);
        json.put("lab", report.lab());
        json.put("student", origin.student());
        json.put("course", origin.course());
        json.put("main", origin.main());
        json.put("work", origin.work());
        json.put("status", report.status().word());
        json.put("message", message(report));
        json.put("seed", report.options().seed());
        json.put("seconds", rounded(report.seconds()));
        json.put("score", report.score());
        json.put("max_score", report.maxScore());
        json.put("machine", machine());
        json.put(
                "properties",
                report.results().stream()
                        .map(result -> property(report, result))
                        .toList());
        return Json.write(json);
    }

    private static String message(Report report) {
        var trouble = report.trouble();
        if (trouble == null) return null;
        var text = report.messages().text(trouble.code(), trouble.values());
        return trouble.lines().isEmpty() ? text : text + "\n" + String.join("\n", trouble.lines());
    }

    private static Map<String, Object> machine() {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("os", System.getProperty("os.name"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("java", System.getProperty("java.version"));
        return machine;
    }

    private static Map<String, Object> property(Report report, Result result) {
        var texts = new ResultTexts(report);
        var json = new LinkedHashMap<String, Object>();
        json.put("id", result.property().id());
        json.put("task", report.task(result.property()));
        json.put("name", texts.name(result));
        json.put("status", result.status().word());
        json.put("score", result.score());
        json.put("max_score", result.property().points());
        if (!result.holds()) json.put("code", result.code());
        if (result.status() == Status.FAIL) {
            json.put("did", texts.part(result, "did"));
            json.put("expected", texts.part(result, "expected"));
            json.put("came", texts.part(result, "came"));
            json.put("means", texts.part(result, "means"));
            json.put("look", texts.look(result));
            json.put("traces", result.traces());
        }
        weakest(result).ifPresent(proof -> json.put("proof", proof(proof)));
        json.put("seconds", rounded(result.seconds()));
        return json;
    }

    private static Optional<Proof> weakest(Result result) {
        return result.proofs().stream()
                .min(Comparator.comparingDouble(proof -> (double) proof.most() / Math.max(1, proof.needed())));
    }

    private static Map<String, Object> proof(Proof proof) {
        var json = new LinkedHashMap<String, Object>();
        json.put("rounds", proof.rounds());
        json.put(proof.what(), proof.most());
        json.put("needed", proof.needed());
        return json;
    }

    private static double rounded(double seconds) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.1f", seconds));
    }
}
