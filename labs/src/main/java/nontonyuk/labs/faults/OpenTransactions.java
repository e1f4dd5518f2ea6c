package nontonyuk.labs.faults;

import java.util.regex.Pattern;

/** Counts the transactions that are open in the connections of a tap. */
final class OpenTransactions {
    private static final Pattern AUTOCOMMIT = Pattern.compile("(?is)\\s*SET\\b.*\\bautocommit\\s*=\\s*(\\w+).*");
    private static final Pattern BEGIN = Pattern.compile("(?is)\\s*(BEGIN|START\\s+TRANSACTION)\\b.*");
    private static final Pattern END = Pattern.compile("(?is)\\s*(COMMIT|ROLLBACK(?!.*\\bTO\\b))\\b.*");
    private static final Pattern NEUTRAL = Pattern.compile("(?is)\\s*(SET|SHOW|USE|ROLLBACK|SELECT\\s+@@).*");

    private int open;
    private int most;

    synchronized int open() {
        return open;
    }

    synchronized int most() {
        return most;
    }

    synchronized void forgetMost() {
        most = open;
    }

    private synchronized void count(int change) {
        open += change;
        most = Math.max(most, open);
    }

    /** The state of one connection. */
    final class Connection {
        private boolean autocommit = true;
        private boolean isOpen;

        /** Follows a statement. Without autocommit, any but a neutral one opens a transaction. */
        void follow(String sql) {
            var mode = AUTOCOMMIT.matcher(sql);
            if (mode.matches()) {
                autocommit = mode.group(1).matches("(?i)1|ON|TRUE");
                if (autocommit) set(false);
            } else if (BEGIN.matcher(sql).matches()) set(true);
            else if (END.matcher(sql).matches()) set(false);
            else if (!autocommit && !NEUTRAL.matcher(sql).matches()) set(true);
        }

        void close() {
            set(false);
        }

        private void set(boolean next) {
            if (next != isOpen) count(next ? 1 : -1);
            isOpen = next;
        }
    }
}
