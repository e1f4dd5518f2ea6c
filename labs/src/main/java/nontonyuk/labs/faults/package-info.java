/**
 * A proxy that breaks the answers of a service, for lessons and for tests of the gateway.
 *
 * <p>Skip this room at first reading. Failure it answers: faults of networks and crashed processes, which are rare and
 * can't be repeated without it. Test to read: {@code FaultProxyTest}.
 */
package nontonyuk.labs.faults;
