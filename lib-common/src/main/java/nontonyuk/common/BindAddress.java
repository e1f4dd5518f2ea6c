package nontonyuk.common;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The address on which the services of this machine listen ({@code BIND_ADDRESS}), and thus find each other. */
public final class BindAddress {
    private static final String SETTING = "BIND_ADDRESS";
    private static final String LOOPBACK = "127.0.0.1";

    private BindAddress() {}

    /** Throws {@link Settings.Invalid} if the setting is neither an IP address nor a name of one. */
    public static InetSocketAddress of(Settings settings, int port) {
        return resolved(SETTING, settings.text(SETTING, LOOPBACK), port);
    }

    /** {@code host} is an IP address, also an IPv6 address in brackets, or a name of one. */
    public static InetSocketAddress resolved(String setting, String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new Settings.Invalid("%s must be an IP address of this machine, not \"%s\"".formatted(setting, host));
        }
    }

    /** The base address of another service of this machine. A wildcard address includes the loopback address. */
    public static String url(Settings settings, int port) {
        var address = of(settings, port);
        return url(address.getAddress().isAnyLocalAddress() ? new InetSocketAddress(LOOPBACK, port) : address);
    }

    /** Such as {@code http://127.0.0.1:8000} or {@code http://[::1]:8000}. */
    public static String url(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        var isIpv6 = address.getAddress() instanceof Inet6Address;
        return "http://" + (isIpv6 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Why a program cannot listen there, in words; {@code setting} is where the host comes from. */
    public static Settings.Invalid refused(String setting, InetSocketAddress address, IOException e) {
        return new Settings.Invalid(reason(setting, address, String.valueOf(e.getMessage())), e);
    }

    private static String reason(String setting, InetSocketAddress address, String message) {
        int port = address.getPort();
        if (message.contains("in use"))
            return "port %d is taken by %s; stop that, or set another port".formatted(port, PortOwner.of(port));
        if (message.contains("Permission denied")) return "port " + port + " needs more rights; set one from 1024 on";
        var host = address.getAddress().getHostAddress();
        if (message.contains("assign requested address"))
            return host + " is not an address of this machine; correct " + setting;
        return "can't listen on " + host + ", port " + port + ": " + message;
    }
}
