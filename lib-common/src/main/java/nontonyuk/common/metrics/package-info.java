/**
 * Counts what a service does, and writes the numbers for Prometheus.
 *
 * <p>Skip this package at first reading. Later read {@code Metrics}, then {@code RequestMetrics}. Failure it handles:
 * an operator cannot see how many requests fail or how long they take. Test to read: {@code RequestMetricsTest}.
 * Standard: Prometheus text format 0.0.4.
 */
package nontonyuk.common.metrics;
