package nontonyuk.common.connection;

import nontonyuk.common.connection.Connection.Phase;
import nontonyuk.common.guard.RequestGuard;

/** The requests of one connection, one after the other, and the streams that the server uses for all of them. */
final class Session {
    final Connection connection;
    final RequestInput input;
    final AnswerOutput output;
    private int requests;

    Session(Connection connection) {
        this.connection = connection;
        this.input = new RequestInput(connection);
        this.output = new AnswerOutput(connection);
    }

    boolean isNew() {
        return requests == 0;
    }

    /** Runs one exchange. The next one may begin on another thread before this one returns. */
    void run(Runnable exchange) {
        int mine = begin();
        RequestGuard.begin(connection);
        try {
            input.prepare(); // before the server makes its buffers
            exchange.run();
        } finally {
            RequestGuard.end();
            finish(mine);
        }
    }

    private synchronized int begin() {
        connection.free();
        input.clear();
        connection.enter(Phase.READING);
        return ++requests;
    }

    private synchronized void finish(int request) {
        if (request != requests) return;
        connection.free();
        input.clear();
        connection.enter(Phase.IDLE);
    }
}
