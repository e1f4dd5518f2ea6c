package nontonyuk.common.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nontonyuk.common.access.Access;

record Route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
    Optional<Map<String, String>> match(String rawPath) {
        var expression =
                pattern.replace(".", "[.]").replace("/**", "(?:/.*)?").replaceAll("[{](\\w+)}", "(?<$1>[^/]+)");
        var path = Pattern.compile(expression).matcher(rawPath);
        if (!path.matches()) return Optional.empty();
        var variables = new HashMap<String, String>();
        for (var segment : pattern.split("/")) {
            if (!segment.startsWith("{")) continue;
            var name = segment.substring(1, segment.length() - 1);
            variables.put(name, decoded(path.group(name)));
        }
        return Optional.of(variables);
    }
}
