package nontonyuk.common.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import nontonyuk.common.guard.RequestGuard;
import nontonyuk.common.problem.Problem;

/** One connection: what the service waits for, since when, and the memory that its request holds. */
final class Connection implements RequestGuard.Checked {
    /** The seconds are how long the client may take; the JDK ends idle connections. Work is not the client's time. */
    enum Phase {
        SILENT(10),
        IDLE(60),
        READING(10),
        WORKING(0),
        WRITING(30),
        ENDING(2);

        private final long nanos;

        Phase(int seconds) {
            nanos = seconds * 1_000_000_000L;
        }
    }

    private record State(Phase phase, long since) {}

    /** The memory of all connections together. */
    interface Memory {
        /** Counts {@code bytes} for a connection; the 503 {@code too-busy} if there is no room. */
        void reserve(Connection asking, int bytes);

        /** Other connections may use these bytes, although this one may still hold them. */
        void release(long bytes);

        /** The connection does not hold these bytes any more. */
        void free(long bytes);
    }

    final SocketChannel channel;
    final InetAddress address;
    private final Memory memory;
    final AtomicLong reserved = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private volatile State state;
    private volatile Problem refusal;
    private volatile boolean isEnded;
    private String badLine;
    private boolean isGone;
    int heldFor;

    Connection(SocketChannel channel, Memory memory) {
        this.channel = channel;
        this.address = channel.socket().getInetAddress();
        this.memory = memory;
        enter(Phase.SILENT);
    }

    void enter(Phase phase) {
        state = new State(phase, System.nanoTime());
    }

    boolean isIn(Phase phase) {
        return state.phase == phase;
    }

    /** The nanoseconds that the client has let the service wait; -1 during the service's own work. */
    long waited(long now) {
        var seen = state;
        return seen.phase == Phase.WORKING ? -1 : Math.max(0, now - seen.since);
    }

    boolean isOverdue(long now) {
        var seen = state;
        return !isEnded && seen.phase != Phase.WORKING && now - seen.since > seen.phase.nanos;
    }

    boolean isEnded() {
        return isEnded;
    }

    /** The next request gets this answer. */
    void refuse(Problem problem) {
        refusal = problem;
    }

    Problem refusal() {
        return refusal;
    }

    /** Refuses the request that this thread reads; {@code problem} is {@code null} if its client went away. */
    void refuse(Problem problem, String line) {
        refusal = problem;
        isGone = problem == null;
        badLine = line;
    }

    @Override
    public void check() throws IOException {
        if (isGone) throw new EOFException("the client closed the connection in the middle of a request");
        if (refusal != null) throw refusal;
    }

    @Override
    public String badLine() {
        return badLine;
    }

    /** Wakes the thread that waits for the client. A half-sent request gets the problem as its answer. */
    void end(Problem problem) {
        refuse(problem);
        isEnded = true;
        release();
        try {
            if (isIn(Phase.WRITING)) channel.close();
            else channel.shutdownInput();
        } catch (IOException e) {
            // The client has closed it.
        }
    }

    /** Sends bytes that the client must have room for. Otherwise it has not read its answers, and loses them. */
    void writeAtOnce(ByteBuffer bytes) throws IOException {
        channel.configureBlocking(false);
        channel.write(bytes);
        channel.configureBlocking(true);
        if (bytes.hasRemaining()) throw new IOException("the client does not read its answers");
    }

    @Override
    public void reserve(int bytes) {
        memory.reserve(this, bytes);
    }

    @Override
    public void holdFor(int bodyBytes) {
        heldFor = bodyBytes;
    }

    void add(int bytes) {
        reserved.addAndGet(bytes);
        held.addAndGet(bytes);
    }

    /** The request holds no large memory any more. */
    void free() {
        release();
        memory.free(held.getAndSet(0));
    }

    void release() {
        memory.release(reserved.getAndSet(0));
    }
}
