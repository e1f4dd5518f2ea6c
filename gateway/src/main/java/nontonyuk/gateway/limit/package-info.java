/**
 * Limits how many expensive requests one client may send in a minute.
 *
 * <p>Skip this package at first reading. Failure it handles: one client uses up what all clients share. Test to read:
 * {@code RateLimitTest}. Standard: draft-ietf-httpapi-ratelimit-headers.
 */
package nontonyuk.gateway.limit;
