package nontonyuk.common.http;

import java.util.stream.Stream;
import nontonyuk.common.access.Access;

record Route(String method, String pattern, Access access, boolean isPolled, Handler handler) {
    // new
    /** How many segments of the pattern match more than one word. */
    long variables() {
        return Stream.of(pattern.split("/"))
                .filter(segment -> segment.startsWith("{") || segment.equals("**"))
                .count();
    }
}
