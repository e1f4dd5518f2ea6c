package nontonyuk.gateway.forward;

import java.util.Map;
import java.util.TreeMap;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Request;

/**
 * What the gateway says about where a request came from: in the words of RFC 7239, and in the older ones that most
 * software reads. What the client says about that never passes.
 */
public final class ForwardedHeaders {
    private static final String PROTOCOL = "http";

    private ForwardedHeaders() {}

    public static Map<String, String> headers(Request request) {
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

    /** The same, and the address in a way that auth can check. */
    public static Map<String, String> headers(Request request, ClientAddress clients) {
        var headers = headers(request);
        headers.put(ClientAddress.HEADER, clients.vouchFor(request.clientAddress()));
        return headers;
    }

    /** An IPv6 address stands in brackets, and those in quotes (RFC 7239 §6). */
    static String node(String address) {
        if (!address.contains(":")) return address;
        return quoted("[" + address.split("%")[0] + "]"); // the zone after it is ours alone
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
