/**
 * Answers reads from memory where the service allows it.
 *
 * <p>Skip this package at first reading. Failure it handles: a thousand clients ask for the same list in one second.
 * Test to read: {@code AnswerCacheTest}. Standard: RFC 9111 (HTTP caching), RFC 9213 (targeted cache control).
 */
package nontonyuk.gateway.cache;
