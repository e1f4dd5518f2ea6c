package nontonyuk.labs.docs;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nontonyuk.labs.contract.Contract;

/** The operations of openapi.json by their operationId. */
record Operations(Map<String, Operation> byId) {

    /** {@code example} is the body that the document shows; empty where a request needs none. */
    record Operation(String method, String path, boolean needsToken, String example, Set<String> queryNames) {}

    static Operations of(Contract contract) throws IOException {
        var byId = new TreeMap<String, Operation>();
        for (var operation : contract.operations()) {
            var body = operation.node().path("requestBody");
            var example = body.path("content").path("application/json").path("example");
            boolean needsBody = body.path("required").asBoolean() && example.isObject();
            var queryNames = contract.parameters(operation).stream()
                    .filter(parameter -> parameter.path("in").asText().equals("query"))
                    .map(parameter -> parameter.path("name").asText())
                    .collect(Collectors.toSet());
            var text = needsBody ? ApiFiles.JSON.writeValueAsString(example) : "";
            var id = operation.node().path("operationId").asText();
            byId.put(id, new Operation(operation.method(), operation.path(), !operation.isOpen(), text, queryNames));
        }
        return new Operations(byId);
    }

    /**
     * The method and path of a line such as {@code order id={{order_id}} ?page=1}, with all values filled in. A line
     * such as {@code GET /api/nothing} is a path that the document does not have.
     */
    Target target(String line) {
        var words = line.split(" ");
        if (words.length == 2 && words[1].startsWith("/")) return new Target(words[0], words[1], true, "");
        var operation = byId.get(words[0]);
        if (operation == null) throw new IllegalArgumentException("openapi.json has no operation " + words[0]);
        var path = operation.path;
        var query = "";
        for (int i = 1; i < words.length; i++) {
            var value = words[i].split("=", 2);
            if (words[i].startsWith("?")) {
                query = words[i];
                for (var pair : query.substring(1).split("&"))
                    if (!operation.queryNames.contains(pair.split("=")[0]))
                        throw new IllegalArgumentException(words[0] + " has no query parameter " + pair);
            } else if (path.contains("{" + value[0] + "}")) path = path.replace("{" + value[0] + "}", value[1]);
            else throw new IllegalArgumentException(words[0] + " has no path parameter " + value[0]);
        }
        if (path.replace("{{", "").contains("{"))
            throw new IllegalArgumentException(words[0] + " needs a value for " + path);
        return new Target(operation.method, path + query, operation.needsToken, operation.example);
    }

    record Target(String method, String path, boolean needsToken, String example) {}

    /** Fails where a list of requests leaves out an operation. */
    void checkComplete(RequestFolder all) {
        var missing = byId.keySet().stream()
                .filter(id -> all.requests()
                        .noneMatch(request -> request.target().split(" ")[0].equals(id)))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) throw new IllegalArgumentException("there is no request for " + missing);
    }
}
