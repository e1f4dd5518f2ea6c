package nontonyuk.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import nontonyuk.common.Sha256;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;

/** A text file of the jar that the gateway serves as it is: a JSON document, or a page with its script and style. */
final class StaticResource {
    private static final Pattern INLINE = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL);

    private final Response response;

    private StaticResource(Response response) {
        this.response = response.with("Cache-Control", "public, max-age=300");
    }

    static StaticResource json(String file) {
        return new StaticResource(Response.raw(200, "application/json", read(file)));
    }

    /** An HTML page. The browser runs only the script and style that the file itself has. */
    static StaticResource page(String file) {
        // The browser hashes the script with plain line feeds, and a checkout on Windows may add carriage returns.
        var html = new String(read(file), UTF_8).replace("\r\n", "\n");
        return new StaticResource(Response.raw(200, "text/html; charset=utf-8", html.getBytes(UTF_8))
                .with("Content-Security-Policy", policy(html)));
    }

    Response show(Request request) {
        return response;
    }

    static byte[] read(String file) {
        try (var bytes = StaticResource.class.getResourceAsStream("/" + file)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content Security Policy Level 3: the hashes allow the inline script and style, and nothing else runs. */
    private static String policy(String html) {
        var policy = new StringBuilder("default-src 'none'; connect-src 'self'; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'");
        var inline = INLINE.matcher(html);
        while (inline.find()) {
            var hash = HexFormat.of().parseHex(Sha256.hex(inline.group(2).getBytes(UTF_8)));
            var base64 = Base64.getEncoder().encodeToString(hash);
            policy.append("; %s-src 'sha256-%s'".formatted(inline.group(1), base64));
        }
        return policy.toString();
    }
}
