/**
 * Protects the router from bad requests and logs each request.
 *
 * <p>Skip this package at first reading. Later read {@code RequestGuard}. Failure it handles: a request hides a second
 * one (request smuggling). Test to read: {@code RequestGuardTest}. Standard: RFC 9112 (HTTP/1.1).
 */
package nontonyuk.common.guard;
