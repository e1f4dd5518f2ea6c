package nontonyuk.labs.docs;

import static com.fasterxml.jackson.core.util.Separators.Spacing.AFTER;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import nontonyuk.labs.contract.Contract;
import nontonyuk.labs.docs.RequestFolder.Request;

/**
 * Writes {@code labs/http/*.http} and the Postman collection. {@code openapi.json} gives each operation's method, path,
 * token and example body. The files {@code requests.txt} give the order, the names, the values and the tests.
 */
final class ApiFiles {
    private static final DefaultIndenter LINES = DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n");

    static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(AFTER))
                    .withObjectIndenter(LINES)
                    .withArrayIndenter(LINES));

    private ApiFiles() {}

    public static void main(String[] arguments) throws IOException {
        for (var file : contents().entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
            System.out.println("wrote labs/" + file.getKey());
        }
    }

    /** Each generated file, relative to {@code labs/}, with the text that it should have. */
    static Map<Path, String> contents() throws IOException {
        var operations = Operations.of(Contract.read());
        var contents = new LinkedHashMap<Path, String>();

        var http = RequestFolder.parse(Files.readString(Path.of("http/requests.txt")));
        operations.checkComplete(http);
        for (var folder : http.folders().toList())
            contents.put(Path.of("http", folder.name()), httpFile(folder, operations));

        var postman = RequestFolder.parse(Files.readString(Path.of("postman/requests.txt")));
        operations.checkComplete(postman);
        var collection = new PostmanCollection(operations);
        for (var folder : postman.folders().toList())
            contents.put(Path.of("postman/nonton-yuk.postman_collection.json"), collection.write(folder));
        return contents;
    }

    /** Requests for the HTTP clients of editors. The first variable of a folder is the address of the service. */
    private static String httpFile(RequestFolder folder, Operations operations) {
        var text = new StringBuilder();
        for (var line : folder.description()) text.append("# ").append(line).append('\n');
        text.append('\n');
        folder.variables().forEach((name, value) -> text.append("@%s = %s\n".formatted(name, value)));
        var service = folder.variables().keySet().iterator().next();
        folder.requests().forEach(request -> text.append('\n').append(httpRequest(request, service, operations)));
        return text.toString();
    }

    private static String httpRequest(Request request, String service, Operations operations) {
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
