package nontonyuk.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;

/** What the gateway offers, for programs that read such things: the file {@code openapi.json}, as it is. */
public final class OpenApi {
    private static final String MINUTES = "public, max-age=300";

    private final byte[] document = read();

    private static byte[] read() {
        try (var file = OpenApi.class.getResourceAsStream("/openapi.json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Response show(Request request) {
        return Response.raw(200, "application/json", document).with("Cache-Control", MINUTES);
    }
}
