/**
 * Lets pages of other origins use the API in a browser.
 *
 * <p>Skip this package at first reading. Failure it handles: a page of an unknown site reads the data of a customer.
 * Test to read: {@code CorsTest}. Standard: Fetch (CORS protocol), RFC 6454 (origin).
 */
package nontonyuk.gateway.browser;
