/**
 * Tokens: every service proves by itself who sends a request.
 *
 * <p>First reading: {@code TokenVerifier}, then {@code TokenClaims}; skip the rest. Failure it handles: a forged,
 * expired or withdrawn token, or an auth service that is not running. Test to read: {@code TokenVerifierTest}.
 * Standard: RFC 6750 (bearer tokens), RFC 7517 (JWK), RFC 8725 (JWT best practice), RFC 9068 (access tokens).
 */
package nontonyuk.common.token;
