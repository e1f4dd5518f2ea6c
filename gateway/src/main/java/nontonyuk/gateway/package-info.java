/**
 * The gateway: the one public service, which checks each request and forwards it to the service behind.
 *
 * <p>First reading: {@code GatewayService}, then the package {@code forward}; skip the rest. Failure it handles: a
 * service behind the gateway trusts a request that was not checked. Test to read: {@code ForwarderTest}, then
 * {@code AccessTest}.
 */
package nontonyuk.gateway;
