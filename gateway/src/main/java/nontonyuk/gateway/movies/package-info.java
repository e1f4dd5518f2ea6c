/**
 * Imports the popular movies of TheMovieDB into the movie service.
 *
 * <p>Skip this package at first reading. Failure it handles: an API outside our control is slow, broken or busy. Test
 * to read: {@code TmdbTest}.
 */
package nontonyuk.gateway.movies;
