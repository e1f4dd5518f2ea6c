package nontonyuk.labs.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nontonyuk.labs.docs.RequestFolder.Request;
import nontonyuk.labs.docs.RequestFolder.Scripts;

/** Writes a folder of requests as a Postman collection of the format 2.1. */
record PostmanCollection(Operations operations) {

    String write(RequestFolder all) throws IOException {
        var info = fields("_postman_id", "6c0f7d0e-6d0b-4b0e-9f53-3c7d2e3f7a10", "name", all.name());
        info.put("description", String.join(" ", all.description()));
        info.put("schema", "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        var collection = fields("info", info, "auth", bearer("{{token}}"));
        collection.putAll(events(all.scripts()));
        collection.put("item", items(all));
        var variables = new ArrayList<Object>();
        all.variables().forEach((name, value) -> variables.add(fields("key", name, "value", value)));
        collection.put("variable", variables);
        return ApiFiles.JSON.writeValueAsString(collection) + "\n";
    }

    private List<Object> items(RequestFolder folder) {
        return folder.items().stream()
                .map(item -> item instanceof RequestFolder inner ? folder(inner) : request((Request) item))
                .toList();
    }

    private Object folder(RequestFolder folder) {
        var written = fields("name", folder.name(), "description", String.join(" ", folder.description()));
        written.put("item", items(folder));
        written.putAll(events(folder.scripts()));
        return written;
    }

    private Object request(Request request) {
        var target = operations.target(request.target());
        var body = request.body().isEmpty() ? target.example() : request.body().strip();
        var headers = new ArrayList<Object>();
        request.headers().forEach((name, value) -> headers.add(fields("key", name, "value", value)));
        if (!body.isEmpty()) headers.add(fields("key", "Content-Type", "value", "application/json"));

        var sent = fields("method", target.method(), "header", headers);
        boolean isOpen = !target.needsToken() || request.token().equals("none");
        if (isOpen) sent.put("auth", fields("type", "noauth"));
        else if (!request.token().isEmpty()) sent.put("auth", bearer(request.token()));
        if (!body.isEmpty()) {
            var json = fields("raw", fields("language", "json"));
            sent.put("body", fields("mode", "raw", "raw", body, "options", json));
        }
        sent.put("url", url(target.path()));

        var written = fields("name", request.name());
        written.putAll(events(request.scripts()));
        written.put("request", sent);
        written.put("response", List.of());
        return written;
    }

    private static Object url(String path) {
        boolean isApi = path.startsWith("/api/");
        var host = isApi ? "{{api}}" : "{{gateway}}";
        var parts = (isApi ? path.substring("/api".length()) : path).split("\\?", 2);
        var url = fields("raw", host + String.join("?", parts), "host", List.of(host));
        url.put("path", List.of(parts[0].substring(1).split("/")));
        if (parts.length == 2) {
            var query = new ArrayList<Object>();
            for (var pair : parts[1].split("&"))
                query.add(fields("key", pair.split("=", 2)[0], "value", pair.split("=", 2)[1]));
            url.put("query", query);
        }
        return url;
    }

    private static Object bearer(String token) {
        return fields("type", "bearer", "bearer", List.of(fields("key", "token", "value", token, "type", "string")));
    }

    private static Map<String, Object> events(Scripts scripts) {
        var events = new ArrayList<Object>();
        if (!scripts.before().isEmpty()) events.add(event("prerequest", scripts.before()));
        if (!scripts.after().isEmpty()) events.add(event("test", scripts.after()));
        return events.isEmpty() ? Map.of() : Map.of("event", events);
    }

    private static Object event(String moment, List<String> lines) {
        return fields("listen", moment, "script", fields("type", "text/javascript", "exec", lines));
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return fields;
    }
}
