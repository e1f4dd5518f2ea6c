/**
 * Says who sends a request, and who may use a route.
 *
 * <p>Skip this package at first reading. Later read {@code Access}, then {@code Caller}. Failure it handles: a customer
 * uses a route that is for admins or for services only. Test to read: {@code RouterTest}. Standard: RFC 6750 (bearer
 * tokens).
 */
package nontonyuk.common.access;
