-- Films, studios, and which film runs when and where. All times are UTC.

-- A film is entered by an admin, or imported from TheMovieDB, and then has its number there. That number is unique,
-- so that an import that runs twice, or twice at once, makes no film twice; any number of films may be without one.
-- genre is one text with ", " between several genres: "Action, Science Fiction".
-- schedule_version is a lock: whoever gives the film a showtime or removes the film raises it first.
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

-- A studio is a room with rows of seats. Rows are lettered, so there are 26 at most.
-- schedule_version is a lock as well: no constraint can say that two showtimes must not overlap, so whoever adds
-- one raises the studio's version first, and everybody else who wants the same studio waits for that transaction.
-- for_programme marks the studios that the house programme fills by itself.
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

-- A showtime is one film in one studio at one time, for a price in whole rupiah. ends_at is written down when the
-- showtime is made, and stays, whatever becomes of the film's duration. A cancelled showtime keeps its row, because
-- somebody may hold a ticket for it; only with its film does a showtime go.
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
