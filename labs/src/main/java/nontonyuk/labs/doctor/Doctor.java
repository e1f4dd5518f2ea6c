package nontonyuk.labs.doctor;

import java.util.List;
import nontonyuk.common.Settings;

/**
 * Says what is wrong with the Nonton Yuk that should run on this machine, in the words of whoever
 * started it: {@code make doctor}. It looks and asks, and changes nothing.
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
        var auth = Peer.of(settings, "auth", 8001);
        var movie = Peer.of(settings, "movie", 8002);
        var order = Peer.of(settings, "order", 8003);
        var gateway = Peer.ofGateway(settings);
        var peers = List.of(auth, movie, order, gateway);
        var running = peers.stream().filter(peer -> peer.check(report)).toList();
        if (running.contains(auth)) {
            new Tokens(settings, auth).check(running, report);
        }
        Outside.movieDb(settings).check(report);
        Outside.payments(settings).check(report);
    }
}
