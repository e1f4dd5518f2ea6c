/**
 * SQL by hand: a few verbs over JDBC, transactions that retry, and numbered schema files.
 *
 * <p>First reading: {@code Database}, then {@code Transaction}; skip the rest. Failure it handles: a deadlock, a busy
 * or lost database, or a schema that is not there yet. Test to read: {@code DatabaseTest} in the module {@code sql}.
 * Standard: SQLSTATE classes of ISO/IEC 9075.
 */
package nontonyuk.common.sql;
