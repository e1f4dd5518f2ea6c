/**
 * What every room uses: settings, the trace id, background jobs, hashes.
 *
 * <p>First reading: {@code Settings}; skip the rest. Failure it answers: a wrong setting stops the service before it
 * listens; a job that fails runs again. Test to read: {@code SettingsTest}. Standard: W3C Trace Context, RFC 2104
 * (HMAC), FIPS 180-4 (SHA-256).
 */
package nontonyuk.common;
