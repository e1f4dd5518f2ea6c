package nontonyuk.labs.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import nontonyuk.common.Background;
import nontonyuk.labs.faults.Fault.Kind;

/**
 * A proxy between a client and a service that breaks answers as networks and crashed processes do. It speaks plain
 * HTTP/1.1, and opens a connection to the service for each request.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int MAX_WAITING = 512;

    private final URI service;
    private final ExecutorService threads = Executors.newCachedThreadPool(Background.threads("fault-proxy"));
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Rules rules = new Rules();
    private final Traffic traffic = new Traffic();
    private final Gate gate = new Gate();
    private volatile ServerSocket server;
    private volatile CompletableFuture<Void> accepting;

    /** A fault for the next {@code times} requests that the condition accepts. */
    public record Rule(Predicate<Request> when, Fault fault, int times) {}

    /** The arguments are a port and the address of a service; the standard input has one fault a line. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("Give a port and an address: 8092 http://127.0.0.1:8002");
            System.exit(1);
        }
        var proxy = start(Integer.parseInt(args[0]), URI.create(args[1]));
        System.out.println(proxy.url() + " forwards to " + args[1] + "; type a fault, or PUT it to /faults:");
        var faults = new FaultSwitch(proxy.rules, proxy.gate);
        var lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            try {
                var fault = Fault.read(lines.nextLine());
                faults.set(fault);
                System.out.println("from now on: " + fault);
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        proxy.close();
    }

    /** Listens on this port of the loopback address, also after {@link #down} and {@link #up}. */
    public static FaultProxy start(int port, URI service) throws IOException {
        var proxy = new FaultProxy(service);
        proxy.listen(port);
        return proxy;
    }

    private FaultProxy(URI service) {
        this.service = service;
    }

    private void listen(int port) throws IOException {
        var next = new ServerSocket(port, MAX_WAITING, InetAddress.getLoopbackAddress());
        server = next;
        accepting = CompletableFuture.runAsync(() -> accept(next), threads);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Sets the fault of all later requests for which no rule is left. */
    public void set(Fault next) {
        rules.set(next);
    }

    /** Adds a rule; the first that accepts a request and has times left gives its fault. */
    public void add(Rule rule) {
        rules.add(rule);
    }

    /** Forgets all rules, the fault and the exchanges, and releases what is held. */
    public void clear() {
        rules.clear();
        traffic.clear();
        release();
    }

    /** Lets all answers go on that {@link Kind#HOLD} holds now. */
    public void release() {
        gate.open();
    }

    /** The number of answers that are held now. */
    public int held() {
        return gate.waiting();
    }

    /** The number of requests that the service got, without those for its health. */
    public int forwarded() {
        return traffic.forwarded();
    }

    /** The last 10,000 exchanges in the order of their end, without those for the service's health. */
    public List<Exchange> exchanges() {
        return traffic.exchanges();
    }

    /** The requests inside the service now. */
    public int inFlight() {
        return traffic.inFlight();
    }

    /** The largest number of requests inside the service since {@link #clear}. */
    public int most() {
        return traffic.most();
    }

    /** Refuses connections, as the port of a process that has ended. */
    public void down() {
        try {
            server.close();
            accepting.join(); // until then the system still accepts connections
            for (var client : clients) client.close();
        } catch (IOException e) {
            // A socket that fails to close is closed anyway.
        }
    }

    /** Listens again on its port. */
    public void up() throws IOException {
        if (server.isClosed()) listen(server.getLocalPort());
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                clients.add(client);
                threads.submit(() -> serve(client));
            } catch (IOException e) {
                // The proxy closes, or the client is gone already.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            new Relay(client, service, rules, traffic, gate).serve();
        } catch (IOException | InterruptedException e) {
            // The client is gone, the service does not run, or the proxy closes: the connection ends.
        } finally {
            clients.remove(client);
        }
    }

    /** Closes the port and all connections at once. */
    @Override
    public void close() {
        down();
        threads.shutdownNow();
    }
}
