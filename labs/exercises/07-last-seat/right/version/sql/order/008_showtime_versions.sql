-- Versions for claims, one for each slot; the slot of a showtime is the showtime modulo 500. A transaction reads the
-- version, looks for claims, and increments the version only if it is still the same.
CREATE TABLE IF NOT EXISTS showtime_versions (
    slot    INT    NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO showtime_versions (slot, version)
WITH RECURSIVE slots AS (
    SELECT 0 AS slot
    UNION ALL
    SELECT slot + 1 FROM slots WHERE slot < 499
)
SELECT slot, 0 FROM slots;
