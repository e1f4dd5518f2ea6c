package nontonyuk.labs.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nontonyuk.labs.faults.Fault.Kind;

/**
 * A proxy between a client and a service that breaks answers as networks and crashed processes do. It speaks plain
 * HTTP/1.1, and opens a connection to the service for each request.
 */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket server;
    private final URI service;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger forwarded = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    /** The arguments are a port and the address of a service; the standard input has one fault a line. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("Give a port and an address: 8012 http://127.0.0.1:8002");
            System.exit(1);
        }
        var proxy = start(Integer.parseInt(args[0]), URI.create(args[1]));
        System.out.println(proxy.url() + " forwards to " + args[1] + "; type a fault:");
        var lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            try {
                proxy.set(Fault.read(lines.nextLine()));
                System.out.println("from now on: " + proxy.fault);
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        proxy.close();
    }

    /** Listens on this port of the loopback address; 0 lets the system choose a free one. */
    public static FaultProxy start(int port, URI service) throws IOException {
        var proxy = new FaultProxy(new ServerSocket(port, 0, InetAddress.getLoopbackAddress()), service);
        proxy.threads.submit(proxy::accept);
        return proxy;
    }

    private FaultProxy(ServerSocket server, URI service) {
        this.server = server;
        this.service = service;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Sets the fault of all later requests. */
    public void set(Fault next) {
        fault = next;
    }

    /** The number of requests that the service got, without those for its health. */
    public int forwarded() {
        return forwarded.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                clients.add(client);
                threads.submit(() -> serve(client));
            } catch (IOException e) {
                // The proxy closes, or the client is gone already.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            while (answer(client, Message.readRequest(client.getInputStream()))) {}
        } catch (IOException | InterruptedException e) {
            // The client is gone, the service does not run, or the proxy closes: the connection ends.
        } finally {
            clients.remove(client);
        }
    }

    /** Answers one request; true if the connection stays open. */
    private boolean answer(Socket client, Message request) throws IOException, InterruptedException {
        var now = fault;
        if (now.kind() == Kind.ERROR) {
            var head = "HTTP/1.1 " + now.value() + " Fault\r\nContent-Length: 0\r\n\r\n";
            client.getOutputStream().write(head.getBytes());
            return true;
        }
        if (now.kind() == Kind.LATENCY) Thread.sleep(now.value());
        var answer = ask(request).withoutConnection();
        return send(client, answer, now) && answer.hasKnownEnd();
    }

    private Message ask(Message request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            if (!request.isForHealth()) forwarded.incrementAndGet();
            socket.getOutputStream().write(request.closing().bytes());
            return request.readAnswer(socket.getInputStream());
        }
    }

    private static boolean send(Socket client, Message answer, Fault fault) throws IOException, InterruptedException {
        var out = client.getOutputStream();
        var bytes = answer.bytes();
        boolean isWhole = EnumSet.of(Kind.NONE, Kind.LATENCY, Kind.DRIP).contains(fault.kind());
        switch (fault.kind()) {
            case NONE, LATENCY, ERROR -> out.write(bytes);
            case STALL_BEFORE -> client.getInputStream().read(); // waits until the client closes the connection
            case STALL_INSIDE -> {
                out.write(Arrays.copyOf(bytes, answer.half()));
                client.getInputStream().read();
            }
            case RESET -> client.setSoLinger(true, 0); // close() then resets the connection
            case CUT -> out.write(Arrays.copyOf(bytes, answer.half()));
            case DRIP -> {
                for (var next : bytes) {
                    out.write(next);
                    Thread.sleep(fault.value());
                }
            }
        }
        return isWhole;
    }

    /** Closes the port and all connections at once. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
            for (var client : clients) client.close();
        } catch (IOException e) {
            // A socket that fails to close is closed anyway.
        }
    }
}
