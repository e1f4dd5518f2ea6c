/**
 * Protects the router from bad requests and logs each request.
 *
 * <p>Skip this room at first reading. Later read {@code RequestGuard}.
 *
 * <p>Failure it answers: a request hides a second one (request smuggling), or half-sent bodies fill the memory.
 *
 * <p>Test to read: {@code RequestGuardTest}.
 *
 * <p>Standard: RFC 9112 (HTTP/1.1).
 */
package nontonyuk.common.guard;
