-- by_hand: an admin has changed this imported movie, so no import changes it again.
-- MySQL has no ADD COLUMN IF NOT EXISTS, so the statement runs only where the column is missing.
SET @add_by_hand = IF(
    EXISTS (
        SELECT 1
        FROM information_schema.columns
        WHERE table_schema = DATABASE()
          AND table_name = 'movies'
          AND column_name = 'by_hand'),
    'DO 0',
    'ALTER TABLE movies ADD COLUMN by_hand BOOLEAN NOT NULL DEFAULT FALSE');

PREPARE add_by_hand FROM @add_by_hand;

EXECUTE add_by_hand;

-- The imported movies that an admin has removed. No import adds them again.
CREATE TABLE IF NOT EXISTS removed_movies (
    tmdb_id BIGINT NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
