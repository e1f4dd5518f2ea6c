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
        var document = Path.of("../gateway/src/main/resources/openapi.json");
        var operations = Operations.of(new ObjectMapper().readTree(document.toFile()));
        var contents = new LinkedHashMap<Path, String>();

        var http = RequestFolder.parse(Files.readString(Path.of("http/requests.txt")));
        operations.checkComplete(http);
        for (var folder : http.folders().toList())
            contents.put(Path.of("http", folder.name()), new HttpFile(operations).write(folder));

        var postman = RequestFolder.parse(Files.readString(Path.of("postman/requests.txt")));
        operations.checkComplete(postman);
        var collection = new PostmanCollection(operations);
        for (var folder : postman.folders().toList())
            contents.put(Path.of("postman/nonton-yuk.postman_collection.json"), collection.write(folder));
        return contents;
    }
}
