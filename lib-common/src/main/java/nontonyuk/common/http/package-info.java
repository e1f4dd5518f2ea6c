/**
 * Routes each request to a handler, and turns its response or its problem into an HTTP answer.
 *
 * <p>First reading: {@code Route}, {@code Router}, {@code Handler}, {@code Request}, then {@code Response}; skip the
 * rest. Failure it handles: services answer the same error in different forms, or leave a client without an answer.
 * Test to read: {@code RouterTest}. Standard: RFC 9110 (HTTP semantics) and RFC 9457 (problem details).
 */
package nontonyuk.common.http;
