/**
 * What the two stand-ins share: their server, their modes, and the queries that they read.
 *
 * <p>Skip this package at first reading. Failure it handles: the internet or a company's API is missing in a lesson, or
 * fails. Test to read: {@code TmdbStandInTest}.
 */
package nontonyuk.labs;
