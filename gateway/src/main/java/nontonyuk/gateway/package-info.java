/**
 * The gateway: the one public service, which checks each request and forwards it to the service behind.
 *
 * <p>First reading: read {@code GatewayService}, then the room {@code forward}; skip the rest. Failure it answers: a
 * service behind the gateway trusts a request that was not checked. Test to read: {@code AccessTest}.
 */
package nontonyuk.gateway;
