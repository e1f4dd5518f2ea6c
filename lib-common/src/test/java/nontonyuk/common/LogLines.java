package nontonyuk.common;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The level and the message of each line of a logger and the loggers below it, until it is closed. */
public final class LogLines extends Handler implements AutoCloseable {
    public final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
    /** The times that lines give themselves, in their last parameter. */
    public final LinkedBlockingQueue<Instant> times = new LinkedBlockingQueue<>();

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public LogLines(String name) {
        logger = Logger.getLogger(name);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        queue.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        var values = entry.getParameters();
        if (values != null && values.length > 0 && values[values.length - 1] instanceof Instant time) times.add(time);
        texts.add(new SimpleFormatter().format(entry));
    }

    /** Whether a line has this part, in its message or its stack trace. */
    public boolean has(String part) {
        return texts.stream().anyMatch(text -> text.contains(part));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
