package nontonyuk.labs.tmdb;

/** What the stand-in does with a request for movies. */
enum Behaviour {
    /** As TheMovieDB does. */
    OK,
    /** The right answer, late. */
    SLOW,
    /** No key is good enough. */
    REFUSE,
    /** A 200 whose body is broken off. */
    RUBBISH,
    /** Always too many requests. */
    LIMIT,
    ERROR
}
