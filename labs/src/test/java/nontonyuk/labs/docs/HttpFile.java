package nontonyuk.labs.docs;

import nontonyuk.labs.docs.RequestFolder.Request;

/** Writes a folder of requests for the HTTP clients of editors. Its first variable is the address of the service. */
record HttpFile(Operations operations) {

    String write(RequestFolder folder) {
        var text = new StringBuilder();
        for (var line : folder.description()) text.append("# ").append(line).append('\n');
        text.append('\n');
        folder.variables().forEach((name, value) -> text.append("@%s = %s\n".formatted(name, value)));
        var service = folder.variables().keySet().iterator().next();
        folder.requests().forEach(request -> text.append('\n').append(write(request, service)));
        return text.toString();
    }

    private String write(Request request, String service) {
        var target = operations.target(request.target());
        var body = request.body().isEmpty() ? target.example() : request.body().strip();
        var token = request.token().isEmpty() ? "{{token}}" : request.token();
        // The gateway's paths begin with /api; those of the services do not.
        var path = service.equals("gateway") ? target.path() : target.path().replaceFirst("^/api", "");

        var text = new StringBuilder("### %s\n%s {{%s}}%s\n".formatted(request.name(), target.method(), service, path));
        boolean isOpen = !target.needsToken() || token.equals("none");
        if (!isOpen) text.append("Authorization: Bearer ").append(token).append('\n');
        if (!body.isEmpty()) text.append("Content-Type: application/json\n");
        request.headers().forEach((name, value) -> text.append("%s: %s\n".formatted(name, value)));
        if (!body.isEmpty()) text.append('\n').append(body).append('\n');
        return text.toString();
    }
}
