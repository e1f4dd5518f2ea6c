package nontonyuk.gateway.forward;

import java.util.Map;
import java.util.TreeMap;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Request;

/**
 * The headers that tell a service where a request comes from: {@code Forwarded} (RFC 7239), and the older
 * {@code X-Forwarded-*} that most software reads. The gateway drops the client's own headers of these names.
 */
final class ForwardedHeaders {
    private static final String PROTOCOL = "http";

    private ForwardedHeaders() {}

    static Map<String, String> of(Request request) {
        var headers = new TreeMap<String, String>();
        var client = request.clientAddress();
        var forwarded = "for=" + node(client) + ";proto=" + PROTOCOL;
        headers.put("X-Forwarded-For", client);
        headers.put("X-Forwarded-Proto", PROTOCOL);
        var host = request.header("Host").map(text -> HeaderAllowList.checked("Host", text));
        if (host.isPresent()) {
            headers.put("X-Forwarded-Host", host.get());
            forwarded += ";host=" + quoted(host.get());
        }
        headers.put("Forwarded", forwarded);
        return headers;
    }

    /** The same headers, and one with the client's address in a form that auth can verify. */
    static Map<String, String> of(Request request, ClientAddress clientAddress) {
        var headers = of(request);
        headers.put(ClientAddress.HEADER, clientAddress.headerFor(request.clientAddress()));
        return headers;
    }

    /** An IPv6 address needs brackets and quotes (RFC 7239 §6). Its zone has a meaning on this machine only. */
    static String node(String address) {
        if (!address.contains(":")) return address;
        return quoted("[" + address.split("%")[0] + "]");
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
