/**
 * Lets pages of other origins use the API in a browser.
 *
 * <p>Skip this package at first reading. Failure it handles: a page of a site that nobody named reads a customer's
 * data. Test to read: {@code CorsTest}. Standard: Fetch (CORS protocol), RFC 6454 (origin).
 */
package nontonyuk.gateway.browser;
