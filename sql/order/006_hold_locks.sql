-- Locks for the limit of unpaid seats. A transaction increments the version of its account's slot, which is the account
-- modulo 500, before it counts. So two orders of one account never pass the limit together.
-- A row for each account would cause deadlocks: a refused first order takes its new row back while others wait for it.
CREATE TABLE IF NOT EXISTS hold_locks (
    slot    INT    NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO hold_locks (slot, version)
WITH RECURSIVE slots AS (
    SELECT 0 AS slot
    UNION ALL
    SELECT slot + 1 FROM slots WHERE slot < 499
)
SELECT slot, 0 FROM slots;

ALTER TABLE orders ADD KEY orders_unpaid_of_user (user_id, expires_at);
