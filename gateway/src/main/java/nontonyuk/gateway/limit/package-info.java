/**
 * Limits how many expensive requests one client may send in a minute.
 *
 * <p>Skip this room at first reading.
 *
 * <p>Failure it answers: one client that uses up what all clients share.
 *
 * <p>Test to read: {@code RateLimitTest}.
 *
 * <p>Standard: draft-ietf-httpapi-ratelimit-headers.
 */
package nontonyuk.gateway.limit;
