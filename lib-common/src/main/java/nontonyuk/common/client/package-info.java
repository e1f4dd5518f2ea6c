/**
 * Calls to other programs over HTTP: deadlines, instances, retries and circuit breakers.
 *
 * <p>First reading: {@code ServiceClient}, then {@code Outcome}; skip the rest.
 *
 * <p>Failure it answers: another service that is down, slow or broken, or has one bad instance.
 *
 * <p>Test to read: {@code UpstreamTest}.
 *
 * <p>Standard: RFC 9110 for what may be sent twice.
 */
package nontonyuk.common.client;
