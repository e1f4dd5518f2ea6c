package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Shows and sets the fault of a proxy over HTTP: {@code curl -X PUT -d "latency 300" http://127.0.0.1:8092/faults}. */
record FaultSwitch(Rules rules, Gate gate) {
    private static final String TARGET = "/faults";

    /** Whether a request is for the proxy, and not for the service. */
    static boolean isFor(Request request) {
        return request.target().equals(TARGET);
    }

    Answer answer(Request request) {
        try {
            if (request.method().equals("PUT")) set(Fault.read(request.text()));
            return text("200 OK", rules.fault().toString());
        } catch (IllegalArgumentException e) {
            return text("400 Bad Request", e.getMessage());
        }
    }

    /** Sets the fault of all later requests, and lets the answers go on that an earlier fault holds. */
    void set(Fault fault) {
        rules.set(fault);
        gate.open();
    }

    private static Answer text(String status, String text) {
        var body = (text + "\n").getBytes(UTF_8);
        var head = "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n";
        return new Answer(head.formatted(status, body.length), body);
    }
}
