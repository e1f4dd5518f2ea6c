/**
 * Bounds what the clients of a service can hold: connections, memory and threads.
 *
 * <p>Skip this package at first reading. Later read {@code Connections}, then {@code RequestInput}. Failure it handles:
 * clients that send half a request, or do not read their answer, use up a service. Test to read:
 * {@code ConnectionsTest}. Standard: RFC 9112 (HTTP/1.1).
 */
package nontonyuk.common.connection;
