package nontonyuk.gateway.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import nontonyuk.common.problem.Check;

/**
 * What stands behind the {@code type} of a problem, for people to read (RFC 9457 §4). The title and the status are the
 * ones that the answer has.
 */
record ProblemType(
        String code,
        Long status,
        String title,
        String what,
        String why,
        String whatToDo,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> faults) {
    private static final int LONGEST = 500;

    /** The code of a fault in a field, of which {@code invalid-request} alone has a list. */
    record Fault(String code, String what, String whatToDo) {
        Fault {
            var check = new Check();
            check.text("code", code, LONGEST);
            check.text("what", what, LONGEST);
            check.text("what_to_do", whatToDo, LONGEST);
            check.done();
        }
    }

    ProblemType {
        var check = new Check();
        check.text("code", code, LONGEST);
        check.number("status", status, 400, 599);
        check.text("title", title, LONGEST);
        check.text("what", what, LONGEST);
        check.text("why", why, LONGEST);
        check.text("what_to_do", whatToDo, LONGEST);
        check.done();
        faults = faults == null ? List.of() : List.copyOf(faults);
    }

    /** Whether it is written once for all services, with {@code {service}} for the name. */
    boolean isOfAnyService() {
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
