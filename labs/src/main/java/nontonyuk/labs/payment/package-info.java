/**
 * The stand-in for a payment provider.
 *
 * <p>Skip this package at first reading. Later read {@code Behaviour}, the list of the ways in which a payment fails.
 * Failure it handles: a lost answer, a late or repeated callback, or a refused card. Test to read: {@code ModesTest}.
 * Standard: the draft of the Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header).
 */
package nontonyuk.labs.payment;
