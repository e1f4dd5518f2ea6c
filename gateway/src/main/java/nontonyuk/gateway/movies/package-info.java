/**
 * Imports the popular movies of TheMovieDB into the movie service.
 *
 * <p>Skip this room at first reading. Failure it answers: an API outside our control that is slow, broken or busy. Test
 * to read: {@code TmdbTest}.
 */
package nontonyuk.gateway.movies;
