package nontonyuk.labs.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import nontonyuk.labs.faults.Packet.Command;

/** A connection through a tap. One thread carries what the client says, and another what the database says. */
final class TappedConnection implements AutoCloseable {
    private static final int OK_AND_NUMBER = 9; // the bytes of an answer that end with a statement's number

    private final Socket client;
    private final Socket database;
    private final InputStream fromClient;
    private final IntSupplier lateMilliseconds;
    private final Stops stops;
    private final OpenTransactions.Connection transaction;
    private final Map<Integer, String> prepared = new ConcurrentHashMap<>();
    private volatile String preparing;
    private volatile Stops.Stop answerStop;

    TappedConnection(
            Socket client,
            Socket database,
            IntSupplier lateMilliseconds,
            Stops stops,
            OpenTransactions.Connection transaction)
            throws IOException {
        this.client = client;
        this.database = database;
        this.fromClient = new BufferedInputStream(client.getInputStream());
        this.lateMilliseconds = lateMilliseconds;
        this.stops = stops;
        this.transaction = transaction;
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
    }

    /** Carries the packets of the client until the connection ends. */
    Void carryCommands() throws IOException, InterruptedException {
        try (this) {
            while (true) {
                var packet = Packet.read(fromClient);
                if (packet.isCommand()) follow(packet);
                database.getOutputStream().write(packet.bytes());
            }
        } finally {
            transaction.close();
        }
    }

    private void follow(Packet command) throws IOException, InterruptedException {
        int late = lateMilliseconds.getAsInt();
        if (late > 0) Thread.sleep(late);
        if (command.command() == Command.PREPARE) preparing = command.text();
        var sql = sql(command);
        if (sql.isEmpty()) return;
        var stop = stops.of(sql.get());
        if (stop.isPresent() && !stop.get().isAfter()) stops.hold(stop.get(), this::clientHasLeft);
        answerStop = stop.filter(Stops.Stop::isAfter).orElse(null);
        transaction.follow(sql.get());
    }

    /** The statement that the command runs. */
    private Optional<String> sql(Packet command) {
        return switch (command.command()) {
            case QUERY -> Optional.of(command.text());
            case EXECUTE -> Optional.ofNullable(prepared.get(Packet.statement(command.bytes())));
            case PREPARE, OTHER -> Optional.empty();
        };
    }

    /** A client that waits for an answer says nothing, but it may end the connection. */
    private boolean clientHasLeft() throws IOException {
        client.setSoTimeout(1);
        fromClient.mark(1);
        try {
            if (fromClient.read() < 0) return true;
            fromClient.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            client.setSoTimeout(0);
        }
    }

    /** Carries the answers of the database until the connection ends. */
    Void carryAnswers() throws IOException, InterruptedException {
        try (this) {
            var from = database.getInputStream();
            var buffer = new byte[64 * 1024];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                if (preparing != null) {
                    if (n < OK_AND_NUMBER) n += from.readNBytes(buffer, n, OK_AND_NUMBER - n);
                    if (buffer[4] == 0) prepared.put(Packet.statement(buffer), preparing);
                    preparing = null;
                }
                var stop = answerStop;
                answerStop = null;
                if (stop != null) stops.hold(stop, client::isClosed);
                client.getOutputStream().write(buffer, 0, n);
            }
            return null;
        }
    }

    boolean isClosed() {
        return client.isClosed();
    }

    @Override
    public void close() throws IOException {
        client.close();
        database.close();
    }
}
