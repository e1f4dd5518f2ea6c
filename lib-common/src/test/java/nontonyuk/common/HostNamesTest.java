package nontonyuk.common;

import static org.junit.jupiter.api.Assertions.*;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private final Map<String, List<String>> dns = new HashMap<>();
    private int lookups;

    private InetAddress[] resolve(String host) throws UnknownHostException {
        lookups++;
        if (!dns.containsKey(host)) throw new UnknownHostException(host);
        var addresses = dns.get(host);
        var found = new InetAddress[addresses.size()];
        for (int i = 0; i < found.length; i++) found[i] = InetAddress.getByName(addresses.get(i));
        return found;
    }

    private HostNames names(String... bases) {
        return new HostNames(Arrays.stream(bases).map(URI::create).toList(), this::resolve);
    }

    private static void assertFinds(HostNames names, String... addresses) {
        assertEquals(
                List.of(addresses), names.lookUp().stream().map(URI::toString).toList());
    }

    @Test
    void a_name_with_several_addresses_is_several_instances_always_in_the_same_order() {
        var names = names("http://movie:8002");
        assertTrue(names.areAny());
        dns.put("movie", List.of("10.0.0.12", "10.0.0.2", "10.0.0.200"));
        assertFinds(names, "http://10.0.0.2:8002", "http://10.0.0.12:8002", "http://10.0.0.200:8002");
        dns.put("movie", List.of("10.0.0.200", "10.0.0.12"));
        assertFinds(names, "http://10.0.0.12:8002", "http://10.0.0.200:8002");
    }

    @Test
    void a_failed_lookup_keeps_the_last_answer_of_that_name() {
        var names = names("http://movie:8002", "http://other:8003");
        assertFinds(names, "http://movie:8002", "http://other:8003");
        dns.put("movie", List.of("10.0.0.2"));
        dns.put("other", List.of("10.0.0.3"));
        assertFinds(names, "http://10.0.0.2:8002", "http://10.0.0.3:8003");
        dns.remove("movie");
        dns.put("other", List.of("10.0.0.4"));
        assertFinds(names, "http://10.0.0.2:8002", "http://10.0.0.4:8003");
    }

    @Test
    void numbers_and_names_of_certificates_are_never_looked_up() {
        var names = names("http://127.0.0.1:8002", "http://[::1]:8002", "https://movie.example");
        assertFalse(names.areAny());
        assertFinds(names, "http://127.0.0.1:8002", "http://[::1]:8002", "https://movie.example");
        assertEquals(0, lookups);
    }

    @Test
    void one_machine_counts_once() {
        dns.put("movie", List.of("fd00::2", "10.0.0.2", "10.0.0.3"));
        dns.put("six", List.of("fd00::2"));
        assertFinds(names("http://movie"), "http://10.0.0.2:80", "http://10.0.0.3:80");
        assertFinds(names("http://six:8002"), "http://[fd00:0:0:0:0:0:0:2]:8002");
        assertFinds(names("http://10.0.0.3:8002", "http://movie:8002"), "http://10.0.0.3:8002", "http://10.0.0.2:8002");
    }

    @Test
    void the_jdk_forgets_an_address_before_the_next_lookup() {
        JdkProperties.apply();
        assertEquals("1", Security.getProperty("networkaddress.cache.ttl"));
        assertEquals("1", Security.getProperty("networkaddress.cache.negative.ttl"));
    }
}
