package nontonyuk.labs.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import nontonyuk.common.Http;
import nontonyuk.common.Json;
import nontonyuk.common.Settings;

/** One of the four services, at the address where the others look for it. */
record Peer(String name, URI address) {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int ANSWER_LIMIT = 1024 * 1024;

    /** Tokens allow for 30; a clock that is off by a few is worth a word before it gets there. */
    private static final long MOST_SECONDS_OFF = 10;

    static Peer of(Settings settings, String name, int port) {
        var setting = name.toUpperCase(Locale.ROOT) + "_URL";
        return new Peer(name, settings.address(setting, "http://127.0.0.1:" + port));
    }

    static Peer ofGateway(Settings settings) {
        int port = settings.port("GATEWAY_PORT", 8000);
        return new Peer("gateway", URI.create("http://127.0.0.1:" + port));
    }

    /** Tells whether it runs; a line of the report says more. */
    boolean check(Report report) {
        HttpResponse<byte[]> alive;
        try {
            alive = send(request("/health/live"));
        } catch (ConnectException e) {
            report.wrong(
                    "%s does not run, nothing listens at %s: start it with `make %s`"
                            .formatted(name, address, name));
            return false;
        } catch (IOException e) {
            report.wrong(notOurs());
            return false;
        }
        if (!json(alive).path("data").asText().equals(name)) {
            report.wrong(notOurs());
            return false;
        }
        checkReady(report);
        checkClock(alive.headers().firstValue("Date").orElse(""), report);
        return true;
    }

    private String notOurs() {
        var setting = name.toUpperCase(Locale.ROOT) + "_PORT";
        return "the port of %s, %d, is taken by %s, which is not %s: stop that, or set %s to another port"
                .formatted(name, address.getPort(), owner(), name, setting);
    }

    private String owner() {
        try {
            var script =
                    new ProcessBuilder("bash", "labs/port-owner.sh", "" + address.getPort())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var owner = new String(script.getInputStream().readAllBytes()).strip();
            return owner.isEmpty() ? "another program" : owner;
        } catch (IOException e) {
            return "another program"; // there is no bash here to ask
        }
    }

    private void checkReady(Report report) {
        try {
            var ready = send(request("/health/ready"));
            if (ready.statusCode() == 200) {
                report.well(name + " runs and is ready");
            } else {
                report.wrong(
                        name + " runs and is not ready. " + json(ready).path("detail").asText());
            }
        } catch (IOException e) {
            report.wrong(name + " runs, but doesn't say whether it is ready");
        }
    }

    private void checkClock(String date, Report report) {
        try {
            var then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            long ahead = Duration.between(Instant.now(), then).toSeconds();
            if (Math.abs(ahead) <= MOST_SECONDS_OFF) return;
            report.wrong(
                    "the clock of %s is %d s %s this machine's: tokens are refused beyond 30 s, so set both right"
                            .formatted(name, Math.abs(ahead), ahead > 0 ? "ahead of" : "behind"));
        } catch (DateTimeParseException e) {
            report.wrong(name + " doesn't say what time it has");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return Http.send(request.build(), DEADLINE, ANSWER_LIMIT);
        } catch (TimeoutException e) {
            throw new IOException(e.getMessage());
        }
    }

    /** The body; one that is no JSON counts as an empty one. */
    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return Json.readLenient(answer.body(), JsonNode.class);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
