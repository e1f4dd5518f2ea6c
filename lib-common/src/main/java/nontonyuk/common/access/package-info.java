/**
 * Says who sends a request, and who may use a route.
 *
 * <p>First reading: read {@code Access} then {@code Caller}; skip the rest.
 *
 * <p>Failure it answers: a customer uses a route that is for admins or for services only.
 *
 * <p>Test to read: {@code RouterTest}.
 *
 * <p>Standard: RFC 6750 (bearer tokens).
 */
package nontonyuk.common.access;
