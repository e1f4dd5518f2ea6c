package nontonyuk.gateway.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nontonyuk.common.problem.Json;

/** A service does not know the prefix of its public paths, so the gateway puts it into each answer that names one. */
final class PublicPath {
    static final String PREFIX = "/api";

    private PublicPath() {}

    static String of(String location) {
        var isPath = location.startsWith("/") && !location.startsWith("//");
        return isPath ? PREFIX + location : location;
    }

    /** The same problem with its {@code instance}, and its path in the {@code detail}, as the client knows them. */
    static byte[] inProblem(byte[] body) {
        try {
            if (!(Json.readLenient(body, JsonNode.class) instanceof ObjectNode problem)) return body;
            var path = problem.path("instance").asText();
            if (!path.startsWith("/")) return body;
            problem.put("instance", of(path));
            var detail = problem.path("detail");
            // A longer word is not the path, and neither is a path that ends like this one.
            var mention = "(?<![\\w/-])" + Pattern.quote(path) + "(?![\\w/-])";
            if (detail.isTextual())
                problem.put("detail", detail.asText().replaceFirst(mention, Matcher.quoteReplacement(of(path))));
            return Json.write(problem);
        } catch (IOException e) {
            return body; // not JSON, so there is nothing to put right
        }
    }
}
