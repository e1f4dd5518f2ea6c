package nontonyuk.common.service;

import static org.junit.jupiter.api.Assertions.*;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.util.Map;
import nontonyuk.common.BindAddress;
import nontonyuk.common.Settings;
import nontonyuk.common.http.Router;
import nontonyuk.common.http.TestClient;
import nontonyuk.common.metrics.Metrics;
import nontonyuk.common.token.RemoteAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** Where a service listens, where it looks for the others, and who may see its metrics. */
class BindAddressTest {
    private static Settings bind(String address) {
        return Settings.of(Map.of("BIND_ADDRESS", address));
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://127.0.0.1:8001", "127.0.0.2, http://127.0.0.2:8001", "localhost, http://127.0.0.1:8001",
        "0.0.0.0, http://127.0.0.1:8001", "0, http://127.0.0.1:8001", "::, http://127.0.0.1:8001",
        "[::], http://127.0.0.1:8001", "::1, http://[0:0:0:0:0:0:0:1]:8001",
                "[fd00::2], http://[fd00:0:0:0:0:0:0:2]:8001",
        "192.0.2.7, http://192.0.2.7:8001", "::ffff:127.0.0.2, http://127.0.0.2:8001"
    })
    void the_services_look_for_each_other_where_they_listen(String bound, String url) {
        assertEquals(url, BindAddress.url(bind(bound), 8001));
        assertTrue(RemoteAuth.at(bind(bound)).upstream().toString().contains(url.substring("http://".length())));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9 is not an address of this machine; correct BIND_ADDRESS",
        "[zz], 'BIND_ADDRESS must be an IP address of this machine, not \"[zz]\"'",
    })
    void an_address_that_is_not_ours_is_told_as_such(String bound, String message) {
        var failure = assertThrows(Settings.Invalid.class, () -> start(bound, 0).close());
        assertEquals(message, failure.getMessage());
    }

    @Test
    void a_taken_port_is_told_as_such() {
        try (var service = start("", 0)) {
            var failure = assertThrows(
                    Settings.Invalid.class, () -> start("", service.port()).close());
            assertTrue(failure.getMessage().startsWith("port " + service.port() + " is taken by "));
        }
    }

    private static Service start(String bound, int port) {
        return Service.start("test", bind(bound), port, new Router(null));
    }

    @Test
    void the_metrics_are_for_clients_on_this_machine_at_any_of_its_addresses() throws Exception {
        var own = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
        for (var address : own.filter(Inet4Address.class::isInstance).toList()) {
            var host = address.getHostAddress();
            try (var service = start(host, 0)) {
                var client = TestClient.at("http://" + host + ":" + service.port());
                client.get("/metrics").expect(200);
                for (var header : new String[] {"Forwarded", "Via", "X-Forwarded-For"})
                    client.send(client.request("/metrics").header(header, "x")).expect(404, "no-such-path");
            }
        }
    }

    @Test
    void the_metrics_have_an_address_of_their_own_if_there_is_one() {
        var metrics = new Metrics();
        metrics.counter("things_total", "Things.", "kind").increment("x");
        var server = MetricsPage.listen("127.0.0.1:0", metrics);
        try {
            var client = TestClient.to(server.getAddress().getPort());
            assertTrue(client.get("/metrics").expect(200).text().contains("things_total{kind=\"x\"} 1"));
            client.get("/health/live").expect(404, "no-such-path");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9100", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x",
        "127.0.0.1:65536", "http://127.0.0.1:1", ":9100", "::1:9100"
    })
    void another_metrics_address_is_refused(String address) {
        var failure = assertThrows(Settings.Invalid.class, () -> MetricsPage.listen(address, new Metrics()));
        assertTrue(failure.getMessage().startsWith("METRICS_ADDRESS must be "), failure.getMessage());
    }
}
