/**
 * What every package uses: settings, the trace id, background jobs, hashes.
 *
 * <p>Skip this package at first reading. Later read {@code Settings}. Failure it handles: a wrong setting, or a job
 * that fails. Test to read: {@code SettingsTest}. Standard: W3C Trace Context, RFC 2104 (HMAC), FIPS 180-4 (SHA-256).
 */
package nontonyuk.common;
