-- The table films becomes movies: code, JSON and the database use one word for one thing.
-- Older versions do not know the new names, so all their instances must stop first.
-- A repeated rename fails, and MySQL has no IF EXISTS for it. So each rename runs only where the old name still exists.
-- The service records 001 before it starts this file, so 001 never creates an empty table films again.
SET @rename_table = IF(
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

PREPARE rename_table FROM @rename_table;

EXECUTE rename_table;

-- MySQL can't rename a column of a foreign key in a table with CHECKs. So the same statement replaces the key.
SET @rename_column = COALESCE(
    (
        SELECT CONCAT(
            'ALTER TABLE showtimes
                DROP FOREIGN KEY `', constraint_name, '`,
                RENAME COLUMN film_id TO movie_id,
                RENAME INDEX showtimes_of_film TO showtimes_of_movie,
                ADD FOREIGN KEY (movie_id) REFERENCES movies (id)')
        FROM information_schema.key_column_usage
        WHERE table_schema = DATABASE()
          AND table_name = 'showtimes'
          AND column_name = 'film_id'
          AND referenced_table_name = 'movies'),
    'DO 0');

PREPARE rename_column FROM @rename_column;

EXECUTE rename_column;
