-- Locks for claims. A transaction locks the slot of its showtime, which is the showtime modulo 500, before it looks for
-- claims on its seats.
CREATE TABLE IF NOT EXISTS showtime_locks (
    slot INT NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

INSERT IGNORE INTO showtime_locks (slot)
WITH RECURSIVE slots AS (
    SELECT 0 AS slot
    UNION ALL
    SELECT slot + 1 FROM slots WHERE slot < 499
)
SELECT slot FROM slots;
