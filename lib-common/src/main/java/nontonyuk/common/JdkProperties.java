package nontonyuk.common;

import java.security.Security;
import java.util.logging.LogManager;

/**
 * The system properties that the JDK's server, client and logger need.
 *
 * <p>The JDK reads each of them once, when it loads the class concerned. So {@link #apply} must run before the first
 * logger, the first server and the first call. It may run again: it sets the same values.
 */
public final class JdkProperties {
    private JdkProperties() {}

    public static void apply() {
        long heap = Runtime.getRuntime().maxMemory();

        // The JDK's own manager removes the log handlers when a shutdown begins, and the last lines would be lost.
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());

        // Without it, each answer on a kept-alive connection waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // In seconds. It closes connections that send their request too slowly; our guard answers before that.
        System.setProperty("sun.net.httpserver.maxReqTime", "15");
        // In seconds, longer than an import of three pages. It closes connections that read their answer too slowly.
        System.setProperty("sun.net.httpserver.maxRspTime", "300");
        // Our guard admits fewer connections than this.
        long idle = heap / (40 * 1024);
        System.setProperty("sun.net.httpserver.maxIdleConnections", "" + Math.min(10_000, idle));
        // In bytes, above our own limit: our guard answers with the reason before the JDK closes the connection.
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "32768");
        // In bytes. The server reads so much of a refused body: unread bytes cause a reset that may destroy the answer.
        System.setProperty("sun.net.httpserver.drainAmount", "1048576");

        // With one thread, as on two cores, the JDK would start a new thread for the end of each call of its client.
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "" + threads);
        // In seconds, less than the server's 30, so that no request meets a connection that the server is closing.
        System.setProperty("jdk.httpclient.keepalive.timeout", "20");
        // The client must not send a GET again after a lost connection: Upstream decides about retries and counts them.
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        System.setProperty("jdk.httpclient.disableRetryConnect", "");
        // In seconds. By default the JDK remembers the addresses of a name for 30, and an unknown name for 10.
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    /** Keeps the log handlers until the process ends. */
    public static final class LastingLogManager extends LogManager {
        @Override
        public void reset() {}
    }
}
