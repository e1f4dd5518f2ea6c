package nontonyuk.common.connection;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import nontonyuk.common.Background;
import nontonyuk.common.problem.Problem;

/**
 * Bounds what all clients together, and one address alone, can hold: connections, memory and time. Where there is no
 * room, the connection that has waited longest for its client is ended. So an ordinary request always finds room.
 */
public final class Connections implements Connection.Memory, Executor, AutoCloseable {
    /** A connection costs at most 8 KB beside the memory that it reserves. */
    public static final int MAX = (int) Math.min(4_000, Runtime.getRuntime().maxMemory() / (48 * 1024));

    private static final System.Logger LOG = System.getLogger("connections");
    static final long MAX_RESERVED = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 5);

    /** Large requests and answers leave a quarter of the memory, so that a small one always has room. */
    private static final long MAX_LARGE = MAX_RESERVED / 4 * 3;

    private static final int SMALL_BYTES = 24 * 1024;

    /** A large request ends only clients that have kept the service waiting for so long. */
    private static final Duration SLOW = Duration.ofMillis(250);

    private static final Duration PERIOD = Duration.ofMillis(250);

    private static final Problem TOO_BUSY = Problem.unavailable(
                    "too-busy", "Too many connections or too much data at once; try again.", 1)
            .with("Connection", "close");
    private static final Problem TOO_SLOW =
            Problem.refused(408, "request-timeout", "The request did not arrive within ten seconds.");

    final Map<SocketChannel, Session> open = new ConcurrentHashMap<>();
    final AtomicLong reserved = new AtomicLong();

    /** With what ended connections hold until their threads notice it. */
    private final AtomicLong held = new AtomicLong();

    private final AtomicInteger ended = new AtomicInteger();
    private final Executor threads;
    private final int maxOfAddress;
    private JdkServer server;
    private Background.Job clock;

    private Connections(Executor threads, int maxOfAddress) {
        this.threads = threads;
        this.maxOfAddress = maxOfAddress;
    }

    /** Guards a server that has not started. {@code threads} runs its requests. */
    public static Connections of(HttpServer server, HttpContext context, int maxOfAddress, Executor threads) {
        var connections = new Connections(threads, maxOfAddress);
        try {
            connections.server = new JdkServer(server, context, connections::admit);
            connections.clock =
                    Background.everyLater("connections", PERIOD, () -> connections.endOverdue(System.nanoTime()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "connections are not guarded; start Java with --add-opens jdk.httpserver/sun.net.httpserver=ALL-UNNAMED");
        }
        return connections;
    }

    private void admit(SocketChannel channel) {
        var newcomer = new Connection(channel, this);
        Predicate<Connection> sameAddress = other -> other.address.equals(newcomer.address);
        int all = 0;
        int same = 0;
        for (var session : open.values()) {
            if (session.connection.isEnded()) continue;
            all++;
            if (sameAddress.test(session.connection)) same++;
        }
        boolean isRoom = same < maxOfAddress
                ? all < MAX || endOldest(other -> true, Duration.ZERO)
                : endOldest(sameAddress, Duration.ZERO);
        if (!isRoom) newcomer.refuse(TOO_BUSY);
        open.put(channel, new Session(newcomer));
    }

    /** Ends the connection that has waited longest for its client. Returns false if none waits. */
    private boolean endOldest(Predicate<Connection> which, Duration least) {
        long now = System.nanoTime();
        Connection oldest = null;
        long age = least.toNanos() - 1;
        for (var session : open.values()) {
            var connection = session.connection;
            long waited = connection.waited(now);
            if (waited <= age || connection.isEnded() || !which.test(connection)) continue;
            oldest = connection;
            age = waited;
        }
        if (oldest == null) return false;
        ended.incrementAndGet();
        oldest.end(TOO_BUSY);
        return true;
    }

    @Override
    public void reserve(Connection asking, int bytes) {
        boolean isLarge = bytes > SMALL_BYTES;
        if (held.get() + bytes > 2 * MAX_RESERVED) throw TOO_BUSY;
        while (!fits(bytes, isLarge ? MAX_LARGE : MAX_RESERVED)) {
            boolean isRoom =
                    endOldest(other -> other != asking && other.reserved.get() > 0, isLarge ? SLOW : Duration.ZERO);
            if (!isRoom) throw TOO_BUSY;
        }
        held.addAndGet(bytes);
        asking.add(bytes);
        if (!asking.isEnded()) return;
        asking.release(); // an ended connection must not hold what others wait for
        throw TOO_BUSY;
    }

    private boolean fits(int bytes, long limit) {
        long before = reserved.get();
        while (before + bytes <= limit) {
            if (reserved.compareAndSet(before, before + bytes)) return true;
            before = reserved.get();
        }
        return false;
    }

    @Override
    public void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    @Override
    public void free(long bytes) {
        held.addAndGet(-bytes);
    }

    void endOverdue(long now) {
        for (var session : open.values()) {
            var connection = session.connection;
            if (!connection.channel.isOpen()) open.remove(connection.channel);
            else if (connection.isOverdue(now)) connection.end(TOO_SLOW);
        }
        int count = ended.getAndSet(0);
        if (count > 0) LOG.log(Level.WARNING, "{0} slow connections ended to make room for others", "" + count);
    }

    @Override
    public void execute(Runnable exchange) {
        var session = server == null ? null : open.get(server.channelOf(exchange));
        if (session == null) {
            threads.execute(exchange);
            return;
        }
        if (session.isNew()) server.setStreams(exchange, session.input, session.output);
        threads.execute(() -> session.run(exchange));
    }

    @Override
    public void close() {
        if (clock != null) clock.close();
    }
}
