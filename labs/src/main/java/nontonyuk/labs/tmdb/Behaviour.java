package nontonyuk.labs.tmdb;

/** How the stand-in answers a request for movies. */
enum Behaviour {
    /** As TheMovieDB does. */
    OK,
    /** The right answer after a delay. */
    SLOW,
    /** Every key is invalid. */
    REFUSE,
    /** Status 200 with a body that is cut off. */
    RUBBISH,
    /** Every request is one too many. */
    LIMIT,
    /** An internal error. */
    ERROR
}
