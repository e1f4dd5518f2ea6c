package nontonyuk.labs.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nontonyuk.common.PortOwner;
import nontonyuk.common.Settings;

/** Finds another clone of this project on the ports of this one. Its passwords, keys and tables are not ours. */
final class OtherClones {
    private static final Pattern ON_THIS_MACHINE = Pattern.compile("//(?:127\\.0\\.0\\.1|localhost):(\\d{1,5})");

    private OtherClones() {}

    /** Reports each other clone in one line; false if there is one, and then all other checks would mislead. */
    static boolean check(Settings settings, Report report) {
        var clones = new LinkedHashMap<String, List<String>>();
        for (int port : ports(settings)) {
            var owner = PortOwner.of(port).split(" of the clone ", 2);
            if (owner.length == 2)
                clones.computeIfAbsent(owner[1], clone -> new ArrayList<>()).add("" + port);
        }
        clones.forEach((clone, ports) -> report.wrong(
                "another clone of Nonton Yuk, %s, has the ports %s: stop it there, or set other ports in .env here"
                        .formatted(clone, String.join(", ", ports))));
        return clones.isEmpty();
    }

    private static TreeSet<Integer> ports(Settings settings) {
        var addresses = Stream.of("AUTH_DB", "MOVIE_DB", "ORDER_DB", "AUTH", "MOVIE", "ORDER", "TMDB", "PAYMENT")
                .map(name -> settings.text(name + "_URL", ""))
                .collect(Collectors.joining(" "));
        var ports = ON_THIS_MACHINE
                .matcher(addresses)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        ports.add(settings.port("GATEWAY_PORT", 8000));
        return ports;
    }
}
