-- The table films becomes movies: code, JSON and the database use one word for one thing.
RENAME TABLE IF EXISTS films TO movies;

ALTER TABLE showtimes RENAME COLUMN film_id TO movie_id;
