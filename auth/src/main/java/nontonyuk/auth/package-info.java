/**
 * The auth service: accounts, logins, and the tokens that all other services verify.
 *
 * <p>First reading: read {@code AuthService}, {@code Users}, {@code Logins}, {@code Sessions}, then {@code Tokens}.
 * Skip {@code LoginThrottle} and {@code KeyRotation}. Failure it answers: a thief copies a refresh token, and the
 * second use of it ends the session. Test to read: {@code RefreshTest}. Standard: RFC 9068 (access tokens), RFC 9700
 * §4.14.2 (refresh tokens), RFC 7517 (published keys).
 */
package nontonyuk.auth;
