/**
 * The movie service: movies, studios, and which movie runs when and where.
 *
 * <p>First reading: {@code MovieService}, {@code Studio}, {@code Studios}, {@code Movie}, {@code MovieDetails},
 * {@code Movies}, {@code Showtime}, then {@code Showtimes}; skip the rest. Failure it handles: two admins add a
 * showtime for the same studio and time. Test to read: {@code StudiosTest}, then {@code RacesTest}.
 */
package nontonyuk.movie;
