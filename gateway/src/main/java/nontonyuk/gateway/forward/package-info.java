/**
 * Forwards requests to the services, and their answers to the clients.
 *
 * <p>First reading: {@code Forwarder}, then {@code HeaderAllowList}; skip the rest. Failure it handles: a service that
 * is slow, broken or not running. Test to read: {@code ForwarderTest}, then {@code ForwarderFailureTest}. Standard: RFC
 * 9110 §7.6 (message forwarding), RFC 7239 (Forwarded).
 */
package nontonyuk.gateway.forward;
