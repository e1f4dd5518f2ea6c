package nontonyuk.labs.doctor;

import java.util.ArrayList;
import java.util.List;
import nontonyuk.common.Settings;

/**
 * {@code make doctor}: reports what is wrong with Nonton Yuk on this machine, and how to repair it. It changes nothing.
 */
public final class Doctor {
    private Doctor() {}

    public static void main(String[] args) {
        var report = new Report(System.out);
        try {
            examine(Settings.read(), report);
        } catch (Settings.Invalid e) {
            report.wrong(e.getMessage());
        }
        System.exit(report.summary());
    }

    private static void examine(Settings settings, Report report) {
        RequiredSettings.check(settings, report);
        for (var service : List.of("auth", "movie", "order")) {
            new ServiceDatabase(settings, service).check(report);
        }
        var peers = new ArrayList<Peer>();
        peers.addAll(Peer.of(settings, "auth", 8001));
        peers.addAll(Peer.of(settings, "movie", 8002));
        peers.addAll(Peer.of(settings, "order", 8003));
        peers.add(Peer.ofGateway(settings));
        var running = peers.stream().filter(peer -> peer.check(report)).toList();
        running.stream()
                .filter(peer -> peer.name().equals("auth"))
                .findFirst() // all instances of auth share the keys in its database
                .ifPresent(auth -> new Tokens(settings, auth).check(running, report));
        Outside.movieDb(settings).check(report);
        Outside.payments(settings).check(report);
    }
}
