-- Movies, studios and showtimes. All times are UTC.

-- A movie; 004 renames this table to movies. tmdb_id is the movie's number at TheMovieDB, or NULL for an admin's movie.
-- The unique key stops two imports from storing one movie twice. It allows many NULLs.
-- genre is one text with ", " between several genres: "Action, Science Fiction".
-- schedule_version is a lock: a transaction raises it before it adds a showtime or removes the movie.
CREATE TABLE IF NOT EXISTS films (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    tmdb_id          BIGINT       NULL,
    title            VARCHAR(200) NOT NULL,
    genre            VARCHAR(200) NOT NULL,
    duration         INT          NOT NULL COMMENT 'minutes',
    overview         TEXT         NULL,
    release_date     DATE         NULL,
    schedule_version BIGINT       NOT NULL DEFAULT 0,
    created_at       DATETIME(3)  NOT NULL,
    updated_at       DATETIME(3)  NOT NULL,
    UNIQUE KEY films_tmdb_id (tmdb_id),
    KEY films_title (title)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- A studio is a room with rows of seats. The names of rows are letters, so there are 26 at most.
-- schedule_version is a lock too, because no constraint forbids overlapping showtimes. A transaction raises it before
-- it adds a showtime; another transaction for the same studio waits for the commit.
-- for_programme marks the studios that the service schedules by itself.
CREATE TABLE IF NOT EXISTS studios (
    id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name             VARCHAR(100) NOT NULL,
    seat_rows        INT          NOT NULL,
    seats_per_row    INT          NOT NULL,
    schedule_version BIGINT       NOT NULL DEFAULT 0,
    for_programme    BOOLEAN      NOT NULL DEFAULT FALSE,
    UNIQUE KEY studios_name (name),
    CHECK (seat_rows BETWEEN 1 AND 26),
    CHECK (seats_per_row BETWEEN 1 AND 40)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- A showtime is one movie in one studio at one time, for a price in whole rupiah. A new duration of the movie does
-- not change ends_at. A cancelled showtime keeps its row, because customers may have tickets for it. Its row is
-- deleted together with its movie.
CREATE TABLE IF NOT EXISTS showtimes (
    id        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    film_id   BIGINT      NOT NULL,
    studio_id BIGINT      NOT NULL,
    starts_at DATETIME(3) NOT NULL,
    ends_at   DATETIME(3) NOT NULL,
    price     BIGINT      NOT NULL,
    status    VARCHAR(20) NOT NULL,
    KEY showtimes_of_film (film_id, starts_at),
    KEY showtimes_in_studio (studio_id, ends_at),
    FOREIGN KEY (film_id) REFERENCES films (id),
    FOREIGN KEY (studio_id) REFERENCES studios (id),
    CHECK (status IN ('SCHEDULED', 'CANCELLED')),
    CHECK (ends_at > starts_at),
    CHECK (price > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
