/**
 * Calls to other programs over HTTP: deadlines, instances and retries.
 *
 * <p>First reading: {@code ServiceClient}; skip the rest. Failure it handles: another service that is down, slow or
 * broken, or has one bad instance. Test to read: {@code UpstreamTest}. Standard: RFC 9110 for what may be sent twice.
 */
package nontonyuk.common.client;
