package nontonyuk.common.http;

import java.util.Map;
import java.util.Optional;
import nontonyuk.common.access.Access;

record Route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
    // without: decoded(String)

    Optional<Map<String, String>> match(String rawPath) {
        // TODO lab 01, task 1: a pattern has variables. Today a path matches only the pattern that equals it.
        boolean isBelow = pattern.endsWith("/**") && (rawPath + "/").startsWith(pattern.replace("**", ""));
        return isBelow || rawPath.equals(pattern) ? Optional.of(Map.of()) : Optional.empty();
    }

    boolean accepts(String givenMethod) {
        // TODO lab 01, task 2: HEAD.
        return method.equals("*") || method.equals(givenMethod);
    }
}
