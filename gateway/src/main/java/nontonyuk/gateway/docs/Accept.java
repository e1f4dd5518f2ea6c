package nontonyuk.gateway.docs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nontonyuk.common.http.Request;

/** The header {@code Accept}: the media types that a client wants, each with its quality (RFC 9110 §12.5.1). */
record Accept(String header) {
    private static final Pattern QUALITY = Pattern.compile("(?i)q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

    static Accept of(Request request) {
        return new Accept(String.join(",", request.headers("Accept")));
    }

    /** A browser does; a program that accepts anything does not. */
    boolean prefersHtml() {
        return quality("text/html") > quality("application/json");
    }

    /** The quality of a media type from 0 (refused) to 1. The most specific range counts, in any position. */
    double quality(String mediaType) {
        var ranges = List.of("*/*", mediaType.substring(0, mediaType.indexOf('/')) + "/*", mediaType);
        double quality = 0;
        int best = -1;
        for (var range : header.split(",")) {
            var parts = range.split(";", -1); // without -1, ";" has no parts at all
            int specific = ranges.indexOf(parts[0].strip().toLowerCase(Locale.ROOT));
            if (specific <= best) continue;
            best = specific;
            quality = quality(parts);
        }
        return quality;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            var matcher = QUALITY.matcher(parts[i].strip());
            if (matcher.matches()) return Double.parseDouble(matcher.group(1));
        }
        return 1;
    }
}
