package nontonyuk.labs.faults;

import static org.junit.jupiter.api.Assertions.*;

import nontonyuk.labs.faults.FaultProxy.Rule;
import org.junit.jupiter.api.Test;

class RulesTest {
    private final Rules rules = new Rules();

    private String faultOf(String method, String target) {
        var head = method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
        return rules.faultOf(new Request(head, new byte[0])).toString();
    }

    @Test
    void the_first_rule_that_matches_and_has_times_left_wins() {
        rules.set(Fault.read("error 503"));
        rules.add(new Rule(request -> request.method().equals("POST"), Fault.read("cut"), 2));
        rules.add(new Rule(request -> request.target().startsWith("/orders"), Fault.read("reset"), 1));
        assertEquals("reset", faultOf("GET", "/orders?page=2"));
        assertEquals("cut", faultOf("POST", "/orders"));
        assertEquals("cut", faultOf("POST", "/orders"));
        assertEquals("error 503", faultOf("POST", "/orders"));
        assertEquals("error 503", faultOf("GET", "/movies"));
    }

    @Test
    void no_rule_is_for_a_request_for_health() {
        rules.add(new Rule(request -> true, Fault.read("cut"), 1));
        assertEquals("none", faultOf("GET", "/health/ready"));
        assertEquals("cut", faultOf("GET", "/healthy"));
    }

    @Test
    void nothing_is_left_of_cleared_rules() {
        rules.set(Fault.read("cut"));
        rules.add(new Rule(request -> true, Fault.read("reset"), 1));
        rules.clear();
        assertEquals("none", faultOf("GET", "/"));
    }
}
