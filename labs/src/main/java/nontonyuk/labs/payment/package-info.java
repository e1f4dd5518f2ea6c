/**
 * The stand-in for a payment provider.
 *
 * <p>First reading: read {@code Behaviour}, the list of the ways in which a payment fails; skip the rest. Failure it
 * answers: a lost answer, a late or repeated callback, a refused card. Each of its modes is one of them. Test to read:
 * {@code ModesTest}. Standard: the draft of the Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header).
 */
package nontonyuk.labs.payment;
