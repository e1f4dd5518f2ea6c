package nontonyuk.labs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nontonyuk.common.Background;

/**
 * A TCP proxy between a service and its database on this machine. It delays, stops and cuts connections, and counts
 * open transactions. It reads the protocol of MariaDB and MySQL without TLS and without compression.
 */
public final class DatabaseTap implements AutoCloseable {
    private static final int MAX_WAITING = 512;

    private final ServerSocket server;
    private final int databasePort;
    private final ExecutorService threads = Executors.newCachedThreadPool(Background.threads("database-tap"));
    private final Set<TappedConnection> connections = ConcurrentHashMap.newKeySet();
    private final OpenTransactions transactions = new OpenTransactions();
    private final Stops stops = new Stops();
    private volatile int lateMilliseconds;

    private DatabaseTap(ServerSocket server, int databasePort) {
        this.server = server;
        this.databasePort = databasePort;
    }

    /** Listens on a free port of the loopback address. */
    public static DatabaseTap start(int databasePort) {
        try {
            var server = new ServerSocket(0, MAX_WAITING, InetAddress.getByName("127.0.0.1"));
            var tap = new DatabaseTap(server, databasePort);
            tap.threads.submit(tap::accept);
            return tap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Delays each command of a client by that many milliseconds. */
    public void late(int milliseconds) {
        lateMilliseconds = milliseconds;
    }

    /**
     * From now on, holds each connection at its next statement with this text, before the database gets it. The
     * statement may be a prepared one. If the client dies meanwhile, the database rolls back.
     */
    public void stopAt(String text) {
        stops.begin(text, false);
    }

    /** From now on, holds the database's answer to each statement with this text. */
    public void stopAfter(String text) {
        stops.begin(text, true);
    }

    /** Stops no more connections; those that are held stay so. */
    public void stopNoMore() {
        stops.end();
    }

    /** The connections that are held now. Those of {@link #stopAfter} count when the database has answered. */
    public int stopped() {
        return stops.held();
    }

    /** Lets all held connections go on, and stops no more. */
    public void release() {
        stops.release();
    }

    /** Ends all connections at once, and stops no more. The database never gets a statement that is held. */
    public void cut() {
        stops.end();
        connections.forEach(DatabaseTap::close);
        connections.clear();
    }

    /** Ends every delay and stop; the largest number of transactions starts anew. */
    public void clear() {
        late(0);
        release();
        transactions.forgetMost();
    }

    /** The transactions between their first statement and COMMIT or ROLLBACK. */
    public int openTransactions() {
        return transactions.open();
    }

    /** The largest number of open transactions since {@link #clear}. */
    public int mostTransactions() {
        return transactions.most();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The tap closes, or the client is gone already.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            var database = new Socket("127.0.0.1", databasePort);
            var connection = new TappedConnection(
                    client, database, () -> lateMilliseconds, stops, transactions.new Connection());
            connections.removeIf(TappedConnection::isClosed);
            connections.add(connection);
            threads.submit(connection::carryCommands);
            threads.submit(connection::carryAnswers);
        } catch (IOException e) {
            client.close(); // the database does not run
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // A socket that fails to close is closed anyway.
        }
    }

    @Override
    public void close() {
        close(server);
        cut();
        threads.shutdownNow();
    }
}
