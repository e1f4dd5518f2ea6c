package nontonyuk.common.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nontonyuk.common.access.Access;

record Route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
    Optional<Map<String, String>> match(String rawPath) {
        var wanted = pattern.split("/", -1);
        var given = rawPath.split("/", -1);
        var variables = new HashMap<String, String>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("**")) return Optional.of(variables);
            if (i >= given.length) return Optional.empty();
            if (wanted[i].startsWith("{")) {
                if (given[i].isEmpty()) return Optional.empty();
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables); // the rest of the path does not matter
    }
}
