/**
 * A proxy that breaks the answers of a service, for lessons and for tests of the gateway.
 *
 * <p>Skip this package at first reading. Failure it handles: a network that loses data, or a process that crashes. Test
 * to read: {@code FaultProxyTest}.
 */
package nontonyuk.labs.faults;
