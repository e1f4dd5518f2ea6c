/**
 * The auth service: accounts, logins, and the tokens that all other services verify.
 *
 * <p>First reading: {@code AuthService}, {@code User}, {@code Users}, {@code Logins}, {@code Tokens}, then
 * {@code SigningKeys}; skip the rest. Failure it handles: a thief copies a refresh token. Test to read:
 * {@code LoginTest}, then {@code RefreshTest}. Standard: RFC 9068 (access tokens), RFC 9700 §4.14.2 (refresh tokens),
 * RFC 7517 (published keys).
 */
package nontonyuk.auth;
