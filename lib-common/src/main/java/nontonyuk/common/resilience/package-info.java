/**
 * Two bounds for calls to a service that fails: a circuit breaker for each instance, and a budget of retries.
 *
 * <p>Skip this package at first reading. Later read {@code CircuitBreaker}. Failure it handles: retries and hopeless
 * calls that keep a service down. Test to read: {@code CircuitBreakerTest}.
 */
package nontonyuk.common.resilience;
