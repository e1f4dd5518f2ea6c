package nontonyuk.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import nontonyuk.common.Request;
import nontonyuk.common.Response;

/** What the gateway offers, for programs that read such things: the file {@code openapi.json}, as it is. */
final class OpenApi {
    private static final String MINUTES = "public, max-age=300";

    private final byte[] document = read();

    private static byte[] read() {
        try (var file = OpenApi.class.getResourceAsStream("/openapi.json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response show(Request request) {
        return Response.raw(200, "application/json", document).with("Cache-Control", MINUTES);
    }
}
