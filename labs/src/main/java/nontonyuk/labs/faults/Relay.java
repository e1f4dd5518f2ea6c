package nontonyuk.labs.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import nontonyuk.labs.faults.Fault.Kind;

/** Answers the requests of one client connection, one after the other. */
record Relay(Socket client, URI service, Rules rules, Traffic traffic, Gate gate) {

    void serve() throws IOException, InterruptedException {
        client.setTcpNoDelay(true);
        var in = new BufferedInputStream(client.getInputStream());
        while (answer(Request.read(in))) {}
    }

    /** True if the connection stays open. */
    private boolean answer(Request request) throws IOException, InterruptedException {
        if (FaultSwitch.isFor(request)) {
            return Breakage.send(client, new FaultSwitch(rules, gate).answer(request), Fault.NONE);
        }
        var fault = rules.faultOf(request);
        if (fault.kind() == Kind.LATENCY) Thread.sleep(fault.value());
        var answer = fault.kind() == Kind.ERROR ? refuse(request, fault) : ask(request, fault);
        if (fault.kind() == Kind.HOLD) gate.await();
        return Breakage.send(client, answer, fault) && answer.hasKnownEnd();
    }

    private Answer refuse(Request request, Fault fault) {
        keep(request, null, fault, System.nanoTime());
        return new Answer("HTTP/1.1 " + fault.value() + " Fault\r\nContent-Length: 0\r\n\r\n", new byte[0]);
    }

    private Answer ask(Request request, Fault fault) throws IOException {
        long begin = System.nanoTime();
        Answer answer = null;
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            answer = ask(socket, request, fault);
            return answer;
        } finally {
            keep(request, answer, fault, begin);
        }
    }

    private Answer ask(Socket socket, Request request, Fault fault) throws IOException {
        if (!request.isForHealth()) traffic.enter();
        try {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request.closing());
            if (fault.kind() == Kind.RESET) Breakage.reset(client);
            return Answer.read(new BufferedInputStream(socket.getInputStream()), request);
        } finally {
            if (!request.isForHealth()) traffic.leave();
        }
    }

    private void keep(Request request, Answer answer, Fault fault, long begin) {
        if (!request.isForHealth()) traffic.add(new Exchange(request, answer, fault, begin, System.nanoTime()));
    }
}
