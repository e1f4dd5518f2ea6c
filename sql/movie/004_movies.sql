-- The table films becomes movies: code, JSON and the database use one word for one thing.
-- A repeated rename fails, and MySQL has no IF EXISTS for it. So each rename runs only where the old name still exists.
-- The service records 001 before it starts this file, so 001 never creates an empty table films again.
SET @table_rename = IF(
    EXISTS (
        SELECT 1
        FROM information_schema.tables
        WHERE table_schema = DATABASE()
          AND table_name = 'films'),
    'ALTER TABLE films
        RENAME INDEX films_tmdb_id TO movies_tmdb_id,
        RENAME INDEX films_title TO movies_title,
        RENAME TO movies',
    'DO 0');

PREPARE table_rename FROM @table_rename;

EXECUTE table_rename;

SET @column_rename = IF(
    EXISTS (
        SELECT 1
        FROM information_schema.columns
        WHERE table_schema = DATABASE()
          AND table_name = 'showtimes'
          AND column_name = 'film_id'),
    'ALTER TABLE showtimes
        RENAME COLUMN film_id TO movie_id,
        RENAME INDEX showtimes_of_film TO showtimes_of_movie',
    'DO 0');

PREPARE column_rename FROM @column_rename;

EXECUTE column_rename;
