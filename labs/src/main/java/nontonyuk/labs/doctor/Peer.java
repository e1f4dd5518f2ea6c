package nontonyuk.labs.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import nontonyuk.common.BindAddress;
import nontonyuk.common.PortOwner;
import nontonyuk.common.Settings;
import nontonyuk.common.client.HttpCall;
import nontonyuk.common.client.Outcome;
import nontonyuk.common.problem.Json;

/**
 * An instance of a service, at the address that the other services use. The report names its address too if the service
 * has several instances.
 */
record Peer(String name, URI address, boolean isOnly) {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int MAX_ANSWER = 1024 * 1024;

    /** Services accept a difference of 30 seconds in the times of a token; the doctor warns earlier. */
    private static final long MAX_SECONDS_OFF = 10;

    static List<Peer> of(Settings settings, String name, int port) {
        var addresses = settings.addresses(setting(name, "_URL"), BindAddress.url(settings, port));
        return addresses.stream()
                .map(address -> new Peer(name, address, addresses.size() == 1))
                .toList();
    }

    static Peer ofGateway(Settings settings) {
        int port = settings.port("GATEWAY_PORT", 8000);
        return new Peer("gateway", URI.create(BindAddress.url(settings, port)), true);
    }

    private static String setting(String name, String end) {
        return name.toUpperCase(Locale.ROOT) + end;
    }

    String label() {
        return isOnly ? name : name + " at " + address;
    }

    /** Reports on this instance; true if it runs. */
    boolean check(Report report) {
        var alive = send(request("/health/live"));
        boolean isOurs = json(alive).path("data").asText().equals(name);
        if (isOurs) {
            checkReady(report);
            checkClock(alive.answer().headers().firstValue("Date").orElse(""), report);
        } else {
            report.wrong(
                    switch (alive.kind()) {
                        case REFUSED -> doesNotRun();
                        case TIMED_OUT ->
                            "%s accepts connections at %s but doesn't answer within %d s: %s, which has the port, is stopped by Ctrl-Z (`fg` continues it) or overloaded"
                                    .formatted(name, address, DEADLINE.toSeconds(), PortOwner.of(address.getPort()));
                        case ANSWERED, BROKEN, TOO_LARGE ->
                            "the port of %s, %d, is taken by %s, which is not %s: stop that program, or set %s to another port"
                                    .formatted(
                                            name,
                                            address.getPort(),
                                            PortOwner.of(address.getPort()),
                                            name,
                                            setting(name, "_PORT"));
                    });
        }
        return isOurs;
    }

    private String doesNotRun() {
        // The default is the port of another instance.
        var port = isOnly ? "" : setting(name, "_PORT") + "=" + address.getPort() + " ";
        return "%s does not run, nothing listens at %s: start it with `%smake %s`".formatted(name, address, port, name);
    }

    private void checkReady(Report report) {
        var ready = send(request("/health/ready"));
        if (ready.kind() != Outcome.Kind.ANSWERED) {
            report.wrong(label() + " runs, but doesn't answer whether it is ready");
        } else if (ready.answer().statusCode() != 200) {
            report.wrong(label() + " runs and is not ready. "
                    + json(ready).path("detail").asText());
        } else {
            report.well(label() + " runs and is ready");
        }
    }

    private void checkClock(String date, Report report) {
        try {
            var then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            long ahead = Duration.between(Instant.now(), then).toSeconds();
            if (Math.abs(ahead) <= MAX_SECONDS_OFF) return;
            report.wrong(
                    "the clock of %s is %d s %s this machine's: from 30 s on services refuse tokens, so correct the clocks"
                            .formatted(label(), Math.abs(ahead), ahead > 0 ? "ahead of" : "behind"));
        } catch (DateTimeParseException e) {
            report.wrong(label() + " sends no time");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    static Outcome send(HttpRequest.Builder request) {
        return HttpCall.send(request.build(), DEADLINE, MAX_ANSWER);
    }

    /** The body as JSON; no answer and a body of another format count as empty. */
    static JsonNode json(Outcome outcome) {
        if (outcome.kind() != Outcome.Kind.ANSWERED) return MissingNode.getInstance();
        try {
            return Json.readLenient(outcome.answer().body(), JsonNode.class);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
