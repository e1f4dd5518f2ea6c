package nontonyuk.labs.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What runs during a check.
 *
 * @param services the services and the stand-ins, such as {@code order} and {@code payment}
 * @param second the services with a second instance, such as {@code order-2}
 * @param tapped the instances with a proxy before them
 * @param databaseTaps the services with a proxy before their database
 * @param settings the settings of all processes that differ from those of a quick run
 */
public record Plan(
        List<String> services,
        List<String> second,
        Set<String> tapped,
        Set<String> databaseTaps,
        Map<String, String> settings) {
    public Plan {
        services = List.copyOf(services);
        second = List.copyOf(second);
        tapped = Set.copyOf(tapped);
        databaseTaps = Set.copyOf(databaseTaps);
        settings = Map.copyOf(settings);
    }

    /** These services, one instance each, without a proxy. */
    public static Plan of(String... services) {
        return new Plan(List.of(services), List.of(), Set.of(), Set.of(), Map.of());
    }
}
