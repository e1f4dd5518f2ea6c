package nontonyuk.common.service;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import nontonyuk.common.Trace;

/** How a log line looks: time, level, service, trace id, message. */
final class Log {
    // Held, because a logger that nobody holds is forgotten together with its level.
    private static Logger hikari;

    private Log() {}

    /** Makes every line of this process look so, the ones of the libraries too. */
    static void configure(String service) {
        var handler = new ConsoleHandler();
        handler.setFormatter(new Line(service));
        var root = Logger.getLogger("");
        for (var old : root.getHandlers()) root.removeHandler(old);
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        hikari = Logger.getLogger("com.zaxxer.hikari");
        hikari.setLevel(Level.SEVERE); // what it warns about, Service says in one line
    }

    private static final class Line extends Formatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

        private final String service;

        Line(String service) {
            this.service = service;
        }

        @Override
        public String format(LogRecord entry) {
            return "%s %-7s %-7s %s %s%n%s"
                    .formatted(
                            TIME.format(entry.getInstant()),
                            entry.getLevel(),
                            service,
                            Trace.current().id(),
                            formatMessage(entry),
                            stackTrace(entry.getThrown()));
        }

        private static String stackTrace(Throwable thrown) {
            if (thrown == null) return "";
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            return text.toString();
        }
    }
}
