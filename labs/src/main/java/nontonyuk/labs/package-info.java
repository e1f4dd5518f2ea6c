/**
 * What the two stand-ins share: their server, their modes, and the queries that they read.
 *
 * <p>First reading: skip this room. Failure it answers: a lesson without the internet, without an account at another
 * company, and with its failures. Test to read: {@code TmdbStandInTest}.
 */
package nontonyuk.labs;
