/**
 * SQL by hand: a few verbs over JDBC, transactions that retry, and numbered schema files.
 *
 * <p>First reading: {@code Transaction}, then {@code Database}; skip the rest. Failure it answers: a deadlock, a busy
 * or lost database, a schema that is not there yet. Test to read: {@code DatabaseTest} in the module {@code sql}.
 * Standard: SQLSTATE classes of ISO/IEC 9075.
 */
package nontonyuk.common.sql;
