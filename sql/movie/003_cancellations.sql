-- The showtimes that were cancelled. Order asks for them again and again, and refunds what it sold for them. They stand
-- in a table of their own: a showtime's row goes when its film is removed, and its buyers want their money all the same.
CREATE TABLE IF NOT EXISTS cancellations (
    showtime_id BIGINT      NOT NULL PRIMARY KEY,
    starts_at   DATETIME(3) NOT NULL,
    KEY cancellations_by_start (starts_at)
) ENGINE = InnoDB;

INSERT IGNORE INTO cancellations (showtime_id, starts_at)
SELECT id, starts_at
FROM showtimes
WHERE status = 'CANCELLED';
