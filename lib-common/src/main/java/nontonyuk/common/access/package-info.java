/**
 * Says who sends a request, and who may use a route.
 *
 * <p>First reading: read {@code Access} then {@code Caller}; skip the rest. Failure it answers: a customer uses a route
 * that is for admins or for services only. Test to read: {@code RouterTest}. Standard: RFC 6750 (bearer tokens).
 */
package nontonyuk.common.access;
