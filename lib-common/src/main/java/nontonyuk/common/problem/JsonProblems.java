package nontonyuk.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;

/** Translates Jackson's exceptions into problems with our own texts. */
final class JsonProblems {
    private JsonProblems() {}

    /** For a body that is not JSON. */
    static Problem malformed(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException)
            return Problem.badRequest("invalid-json", "The body has a very long field name, or nests too deeply.");
        var place = e.getLocation();
        var where = place == null ? "" : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
        var what = e.getOriginalMessage().startsWith("Duplicate field") ? "has a field twice" : "is not valid JSON";
        return Problem.badRequest("invalid-json", "The body " + what + where + ".");
    }

    /** For JSON that is well formed, but does not have the fields of the record. */
    static Problem mismatch(JsonMappingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) return problem.below(path(e));
            if (cause instanceof StreamConstraintsException tooDeep) return malformed(tooDeep);
            if (cause instanceof StreamReadException malformed && !(cause instanceof InputCoercionException))
                return malformed(malformed);
        }
        var path = path(e);
        if (path.isEmpty()) return Problem.badRequest("invalid-json", "The body must be a JSON object.");
        if (e instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Problem.invalid(path, "unknown-field", "is not a field of this request; it has " + known);
        }
        if (e.getCause() instanceof InputCoercionException) {
            return Problem.invalid(path, "wrong-type", "is a number that is far too large");
        }
        var expected = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return Problem.invalid(path, "wrong-type", "must be " + description(expected));
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String description(Class<?> type) {
        if (type == null) return "of another type";
        if (type == String.class) return "a text";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        if (type == Instant.class) return "a time with an offset, such as 2026-12-01T19:00:00+07:00";
        if (type == LocalDate.class) return "a date, such as 2026-12-01";
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) return "a whole number";
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
