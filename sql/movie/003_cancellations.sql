-- The cancelled showtimes. Order polls them and refunds its tickets. The row of a showtime is deleted together with its
-- movie. This table keeps its cancellation, because the buyers still need their refunds.
CREATE TABLE IF NOT EXISTS cancellations (
    showtime_id BIGINT      NOT NULL PRIMARY KEY,
    starts_at   DATETIME(3) NOT NULL,
    KEY cancellations_by_start (starts_at)
) ENGINE = InnoDB;

INSERT IGNORE INTO cancellations (showtime_id, starts_at)
SELECT id, starts_at
FROM showtimes
WHERE status = 'CANCELLED';
