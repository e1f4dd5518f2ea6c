/**
 * The movie service: movies, studios, and which movie runs when and where.
 *
 * <p>First reading: read {@code MovieService}, {@code Movies}, {@code Showtimes}, then {@code Scheduling}. Skip
 * {@code Imports} and {@code AutoSchedule}. Failure it answers: two admins add a showtime for the same studio and time,
 * and one of them gets a 409. Test to read: {@code RacesTest}.
 */
package nontonyuk.movie;
