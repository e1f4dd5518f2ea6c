package nontonyuk.common.service;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import nontonyuk.common.trace.Trace;

/** The form of a log line: time, level, service, trace id, message. */
final class Log {
    // A field, because the JDK forgets the level of a logger that no code refers to.
    private static Logger hikari;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").withZone(ZoneId.systemDefault());

    private Log() {}

    /** Sets the form for all lines of this process, also those of the libraries. */
    static void configure(String service) {
        var handler = new ConsoleHandler();
        handler.setFormatter(formatter(service));
        var root = Logger.getLogger("");
        for (var old : root.getHandlers()) root.removeHandler(old);
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        hikari = Logger.getLogger("com.zaxxer.hikari");
        hikari.setLevel(Level.SEVERE); // Readiness reports the same faults in one line
    }

    static Formatter formatter(String service) {
        return new Formatter() {
            @Override
            public String format(LogRecord entry) {
                var line = new StringBuilder(160);
                TIME.formatTo(time(entry), line);
                appendPadded(line, entry.getLevel().getName());
                appendPadded(line, service);
                line.append(' ').append(Trace.current().id());
                line.append(' ').append(formatMessage(entry)).append(System.lineSeparator());
                Trace.log(line); // without the stack trace, whose messages may have values
                return line.append(stackTrace(entry.getThrown())).toString();
            }
        };
    }

    /** The time that ends the parameters of a line, or else the time of the line. */
    private static Instant time(LogRecord entry) {
        var values = entry.getParameters();
        boolean isGiven = values != null && values.length > 0 && values[values.length - 1] instanceof Instant;
        return isGiven ? (Instant) values[values.length - 1] : entry.getInstant();
    }

    private static void appendPadded(StringBuilder line, String word) {
        line.append(' ').append(word).append(" ".repeat(Math.max(0, 7 - word.length())));
    }

    private static String stackTrace(Throwable thrown) {
        if (thrown == null) return "";
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
