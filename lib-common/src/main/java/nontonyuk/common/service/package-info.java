/**
 * Starts a service, reports its health, and stops it without losing a request.
 *
 * <p>First reading: read {@code Service}; skip the rest. Failure it answers: a restart loses requests, or a service
 * accepts requests before its database is there. Test to read: {@code ServiceTest}.
 */
package nontonyuk.common.service;
