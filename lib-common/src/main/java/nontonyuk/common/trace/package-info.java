/**
 * The id that a request carries through all services, and X-ray: what each service did for it.
 *
 * <p>First reading: {@code Trace}; skip the rest. Failure it handles: a request is slow or wrong, and no one knows in
 * which service. Test to read: {@code SpanTest}. Standard: W3C Trace Context; spans as in OpenTelemetry.
 */
package nontonyuk.common.trace;
