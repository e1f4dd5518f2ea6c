/**
 * The stand-in for TheMovieDB.
 *
 * <p>Skip this package at first reading. Later read {@code Protocol}. Failure it handles: TheMovieDB is away, slow,
 * busy or wrong. Test to read: {@code TmdbStandInTest}.
 */
package nontonyuk.labs.tmdb;
