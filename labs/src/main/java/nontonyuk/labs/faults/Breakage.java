package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;

/** Sends the answer of a service to the client as a fault wants it. */
final class Breakage {
    private static final String NONSENSE = "This is no HTTP.\r\n\r\n";
    private static final String ENDLESS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\"";
    private static final int BYTES_PER_MS = 16 * 1024;

    private Breakage() {}

    /** Returns true if the client has the whole answer, and may send the next request. */
    static boolean send(Socket client, Answer answer, Fault fault) throws IOException, InterruptedException {
        var out = client.getOutputStream();
        var bytes = answer.bytes();
        switch (fault.kind()) {
            case NONE, LATENCY, HOLD, ERROR -> out.write(bytes);
            case STALL_BEFORE -> awaitClose(client);
            case STALL_INSIDE -> {
                out.write(Arrays.copyOf(bytes, answer.half()));
                awaitClose(client);
            }
            case RESET, RESET_AFTER -> reset(client);
            case CUT -> out.write(Arrays.copyOf(bytes, answer.half()));
            case DRIP -> {
                for (var next : bytes) {
                    out.write(next);
                    Thread.sleep(fault.value());
                }
            }
            case NONSENSE -> out.write(NONSENSE.getBytes(ISO_8859_1));
            case ENDLESS -> {
                out.write(ENDLESS.getBytes(ISO_8859_1));
                writeWithoutEnd(out);
            }
        }
        return switch (fault.kind()) {
            case NONE, LATENCY, HOLD, ERROR, DRIP -> true;
            case STALL_BEFORE, STALL_INSIDE, RESET, RESET_AFTER, CUT, NONSENSE, ENDLESS -> false;
        };
    }

    /** Until the client closes the connection. The rate lets a deadline end before the memory of the client. */
    private static void writeWithoutEnd(OutputStream out) throws IOException, InterruptedException {
        var chunk = new byte[BYTES_PER_MS];
        Arrays.fill(chunk, (byte) 'x');
        long begin = System.nanoTime();
        for (long sent = 0; ; sent++) {
            while (sent > (System.nanoTime() - begin) / 1_000_000) Thread.sleep(1);
            out.write(chunk);
        }
    }

    private static void awaitClose(Socket client) throws IOException {
        client.getInputStream().read();
    }

    /** Closes the connection with a reset instead of an end. */
    static void reset(Socket client) throws IOException {
        if (client.isClosed()) return;
        client.setSoLinger(true, 0);
        client.close();
    }
}
