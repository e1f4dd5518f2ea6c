package nontonyuk.labs.doctor;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nontonyuk.common.Settings;

/**
 * {@code make doctor}: reports what is wrong with Nonton Yuk on this machine, and how to repair it. It changes nothing.
 */
public final class Doctor {
    private static final List<String> REQUIRED_SETTINGS = List.of(
            "AUTH_DB_PASSWORD",
            "MOVIE_DB_PASSWORD",
            "ORDER_DB_PASSWORD",
            "GATEWAY_CLIENT_SECRET",
            "ORDER_CLIENT_SECRET",
            "TICKET_SECRET",
            "PAYMENT_KEY",
            "PAYMENT_CALLBACK_SECRET");

    private Doctor() {}

    public static void main(String[] args) {
        System.exit(examine(Settings::read, System.out));
    }

    /** Prints one line for each check; returns the exit code, 0 without a fault. */
    public static int examine(Supplier<Settings> settings, PrintStream out) {
        var report = new Report(out);
        try {
            check(settings.get(), report);
        } catch (Settings.Invalid e) {
            report.wrong(e.getMessage());
        }
        return report.summary();
    }

    private static void check(Settings settings, Report report) {
        checkRequired(settings, report);
        if (!OtherClones.check(settings, report)) return;
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
                .ifPresent(auth -> Tokens.check(settings.text("GATEWAY_CLIENT_SECRET", ""), auth, running, report));
        Outside.movieDb(settings).check(report);
        Outside.payments(settings).check(report);
    }

    private static void checkRequired(Settings settings, Report report) {
        var missing = REQUIRED_SETTINGS.stream()
                .filter(name -> settings.text(name, "").isEmpty())
                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            checkValues(settings, report);
        } else if (Files.exists(Path.of(".env"))) {
            report.wrong(".env lacks " + missing + " (or they are empty): `make build` adds random values");
        } else {
            report.wrong("there is no .env here, so these are not set: " + missing + "; `make build` makes it");
        }
    }

    /** A service with a placeholder or a short secret does not start. */
    private static void checkValues(Settings settings, Report report) {
        boolean allWell = true;
        for (var name : REQUIRED_SETTINGS) {
            try {
                if (name.endsWith("_DB_PASSWORD")) settings.required(name);
                else settings.secret(name);
            } catch (Settings.Invalid e) {
                report.wrong(e.getMessage());
                allWell = false;
            }
        }
        if (allWell) report.well("all required settings are set");
    }
}
