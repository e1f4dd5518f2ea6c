package nontonyuk.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports of 127.0.0.1. */
public final class Ports {
    /** The server of such a port may be about to start, or to restart. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port below those for outgoing connections, so it stays free during a restart of its server. */
    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
        } while (!GIVEN.add(port) || !isFree(port));
        return port;
    }

    /** A port for two instances: the port that is higher by ten is free, too. */
    public static int freePair() {
        int port;
        do {
            port = free();
        } while (!GIVEN.add(port + 10) || !isFree(port + 10));
        return port;
    }

    static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
