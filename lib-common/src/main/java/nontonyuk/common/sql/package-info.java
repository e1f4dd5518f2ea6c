/**
 * SQL by hand: a few verbs over JDBC, transactions that retry, and numbered schema files.
 *
 * <p>First reading: {@code Transaction}, then {@code Database}; skip the rest.
 *
 * <p>Failure it answers: a deadlock, a busy or lost database, a schema that is not there yet.
 *
 * <p>Test to read: {@code DatabaseTest} in the module {@code sql}.
 *
 * <p>Standard: SQLSTATE classes of ISO/IEC 9075.
 */
package nontonyuk.common.sql;
