/**
 * What the two stand-ins share: their server, their modes, and the queries that they read.
 *
 * <p>First reading: skip this room.
 *
 * <p>Failure it answers: a lesson without the internet, without an account at another company, and with its failures.
 *
 * <p>Test to read: {@code TmdbStandInTest}.
 */
package nontonyuk.labs;
