package nontonyuk.common;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The host names in a list of base addresses. A name with several addresses stands for several instances of a service,
 * as in Docker Compose, or a headless service of Kubernetes.
 *
 * <p>A name of {@code https} is not looked up, because its certificate is for the name. A name with IPv4 addresses
 * stands for these only: a machine with addresses of both kinds is one instance.
 */
public final class HostNames {
    /** Throws {@link UnknownHostException} also while the DNS cannot be asked. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final List<URI> bases;
    private final Resolver resolver;
    private final Map<URI, List<URI>> answers = new HashMap<>();

    /** {@code bases} are addresses such as {@code http://movie:8002}. */
    public HostNames(List<URI> bases, Resolver resolver) {
        this.bases = bases;
        this.resolver = resolver;
    }

    /** Whether a lookup can find something. */
    public boolean areAny() {
        return bases.stream().anyMatch(HostNames::hasName);
    }

    /**
     * The base addresses with a number for each name, without duplicates. After a failed lookup a name keeps its last
     * numbers; before the first answer it stays a name.
     */
    public List<URI> lookUp() {
        return bases.stream().flatMap(this::lookUp).distinct().toList();
    }

    private Stream<URI> lookUp(URI base) {
        if (!hasName(base)) return Stream.of(base);
        try {
            answers.put(base, numbers(base, resolver.addresses(base.getHost())));
        } catch (UnknownHostException e) {
            // The last answer is better than none.
        }
        return answers.getOrDefault(base, List.of(base)).stream();
    }

    private static boolean hasName(URI base) {
        var isNumber = base.getHost().matches("\\[.*]|[0-9.]+");
        return base.getScheme().equals("http") && !isNumber;
    }

    /** In the same order each time, because a DNS server may shuffle its answer. */
    private static List<URI> numbers(URI base, InetAddress[] addresses) {
        var isDouble = Arrays.stream(addresses).anyMatch(address -> address instanceof Inet4Address);
        return Arrays.stream(addresses)
                .filter(address -> !(isDouble && address instanceof Inet6Address))
                .sorted((one, other) -> Arrays.compareUnsigned(one.getAddress(), other.getAddress()))
                .map(address -> URI.create(BindAddress.url(new InetSocketAddress(address, port(base)))))
                .toList();
    }

    private static int port(URI base) {
        return base.getPort() == -1 ? 80 : base.getPort();
    }
}
