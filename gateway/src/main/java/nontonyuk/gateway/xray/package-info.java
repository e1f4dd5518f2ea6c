/**
 * X-ray: what all services did for one trace, as one tree.
 *
 * <p>Failure it handles: one sees that a request is slow or wrong, but not where. Test to read: {@code XRayTest}.
 * Standard: W3C Trace Context, and the JSON form of OTLP (OpenTelemetry).
 */
package nontonyuk.gateway.xray;
