package nontonyuk.gateway.xray;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import nontonyuk.common.trace.RecordedTrace;
import nontonyuk.common.trace.Span;

/**
 * The spans of all services, each below the span that caused it, and the lines of all logs in the order of time.
 *
 * @param missing the instances that gave no answer, such as {@code order at 127.0.0.1:8003}
 * @param leftOut the number of spans beyond the first 200 of a service
 */
record TraceTree(String traceId, List<String> missing, int leftOut, List<Step> spans, List<String> lines) {
    /** What one instance has recorded. */
    record Part(String service, String instance, RecordedTrace.View trace) {}

    /** A span in the tree. The root has depth 0. */
    record Step(
            String service,
            String instance,
            int depth,
            @JsonUnwrapped Span.View span) {}

    static TraceTree of(String traceId, List<Part> parts, List<String> missing) {
        var steps = parts.stream()
                .flatMap(
                        part -> part.trace.spans().stream().map(span -> new Step(part.service, part.instance, 0, span)))
                .sorted(Comparator.comparing(step -> step.span.startUs()))
                .toList();
        var lines = parts.stream()
                .flatMap(part -> part.trace.lines().stream())
                .sorted()
                .toList();
        int leftOut = parts.stream().mapToInt(part -> part.trace.leftOut()).sum();
        return new TraceTree(traceId, missing, leftOut, inTreeOrder(steps), lines);
    }

    /** Each span before those that it caused. A span whose cause is unknown is a root. */
    private static List<Step> inTreeOrder(List<Step> steps) {
        var ids = new HashSet<String>();
        steps.forEach(step -> ids.add(step.span.id()));
        var children = new HashMap<String, List<Step>>();
        for (var step : steps)
            children.computeIfAbsent(
                            ids.contains(step.span.parent()) ? step.span.parent() : "", parent -> new ArrayList<>())
                    .add(step);
        var ordered = new ArrayList<Step>();
        add(ordered, children, "", 0);
        return ordered;
    }

    private static void add(List<Step> ordered, Map<String, List<Step>> children, String parent, int depth) {
        for (var step : children.getOrDefault(parent, List.of())) {
            ordered.add(new Step(step.service, step.instance, depth, step.span));
            add(ordered, children, step.span.id(), depth + 1);
        }
    }
}
