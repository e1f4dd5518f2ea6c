package nontonyuk.gateway.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import nontonyuk.common.problem.Check;

/** The explanation of a problem's {@code type} for people (RFC 9457 §4), with the title and status of the answer. */
record ProblemType(
        String code,
        Long status,
        String title,
        String what,
        String why,
        String whatToDo,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> faults) {
    private static final int MAX_TEXT = 500;

    /** The explanation of a fault in a field. Only {@code invalid-request} has a list of them. */
    record Fault(String code, String what, String whatToDo) {
        Fault {
            var check = new Check();
            check.text("code", code, MAX_TEXT);
            check.text("what", what, MAX_TEXT);
            check.text("what_to_do", whatToDo, MAX_TEXT);
            check.done();
        }
    }

    ProblemType {
        var check = new Check();
        check.text("code", code, MAX_TEXT);
        check.number("status", status, 400, 599);
        check.text("title", title, MAX_TEXT);
        check.text("what", what, MAX_TEXT);
        check.text("why", why, MAX_TEXT);
        check.text("what_to_do", whatToDo, MAX_TEXT);
        check.done();
        faults = faults == null ? List.of() : List.copyOf(faults);
    }

    /** Whether this is a template for all services, with {@code {service}} in place of the name. */
    boolean isTemplate() {
        return code.contains("{service}");
    }

    ProblemType of(String service) {
        return new ProblemType(
                named(code, service),
                status,
                named(title, service),
                named(what, service),
                named(why, service),
                named(whatToDo, service),
                faults);
    }

    private static String named(String text, String service) {
        var capitalised = Character.toUpperCase(service.charAt(0)) + service.substring(1);
        return text.replace("{service}", service).replace("{Service}", capitalised);
    }
}
