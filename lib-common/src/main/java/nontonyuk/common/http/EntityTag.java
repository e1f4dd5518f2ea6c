package nontonyuk.common.http;

import java.util.LinkedHashMap;
import nontonyuk.common.Sha256;

/** The header {@code ETag}: a client that has this body already gets a 304 without it (RFC 9110 §8.8.3, §13.1.2). */
final class EntityTag {
    private static final int DIGITS = 32; // 128 bits

    private EntityTag() {}

    /** A strong tag: two bodies that differ in one byte have different tags. */
    static String of(byte[] body) {
        return '"' + Sha256.hex(body).substring(0, DIGITS) + '"';
    }

    /** The answer, or the 304 in its place if {@code If-None-Match} has its tag. */
    static Response checked(Request request, Response response) {
        var tag = response.headers().get("ETag");
        if (tag == null || response.status() != 200 || !request.isRead()) return response;
        var known = String.join(",", request.headers("If-None-Match"));
        return matches(known, tag) ? notModified(response) : response;
    }

    /** The weak comparison (RFC 9110 §8.8.3.2). The quotes around a tag separate it from the others of the list. */
    private static boolean matches(String known, String tag) {
        return known.strip().equals("*") || known.contains(tag.startsWith("W/") ? tag.substring(2) : tag);
    }

    /** It has the headers of the answer but those of the body (RFC 9110 §15.4.5). */
    private static Response notModified(Response response) {
        var headers = new LinkedHashMap<>(response.headers());
        headers.keySet().removeIf(name -> name.startsWith("Content-"));
        return new Response(304, headers, new byte[0]);
    }
}
