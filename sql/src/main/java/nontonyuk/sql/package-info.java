/**
 * MariaDB on this machine: the database of {@code make db}, of the tests and of the labs, and the audit of orders.
 *
 * <p>Skip this package at first reading. Failure it handles: a laptop without a database, or a database server that a
 * killed process leaves behind. Test to read: {@code DatabaseServerTest}.
 */
package nontonyuk.sql;
