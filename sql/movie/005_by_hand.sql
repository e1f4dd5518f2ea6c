-- by_hand: an admin has changed this imported movie, so no import changes it again.
ALTER TABLE movies ADD COLUMN by_hand BOOLEAN NOT NULL DEFAULT FALSE;

-- The imported movies that an admin has removed. No import adds them again.
CREATE TABLE IF NOT EXISTS removed_movies (
    tmdb_id BIGINT NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
