/**
 * The stand-in for TheMovieDB.
 *
 * <p>First reading: skip this room, or read {@code Protocol}. Failure it answers: TheMovieDB is away, slow, busy or
 * wrong. Each of its modes is one such failure. Test to read: {@code TmdbStandInTest}.
 */
package nontonyuk.labs.tmdb;
