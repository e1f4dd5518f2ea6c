/**
 * Starts a service, reports its health, and stops it without losing a request.
 *
 * <p>Skip this package at first reading. Later read {@code Service}. Failure it handles: a restart loses requests, or a
 * service accepts requests before its database is there. Test to read: {@code ServiceTest}.
 */
package nontonyuk.common.service;
