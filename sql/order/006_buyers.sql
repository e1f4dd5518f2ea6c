-- One row for each account with orders. A transaction increments version before it counts the account's unpaid seats.
-- This locks the row until the commit, so two orders of one account never pass the limit together.
CREATE TABLE IF NOT EXISTS buyers (
    user_id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
) ENGINE = InnoDB;

-- MySQL has no ADD KEY IF NOT EXISTS.
SET @add_key = IF(
    EXISTS (
        SELECT 1
        FROM information_schema.statistics
        WHERE table_schema = DATABASE()
          AND table_name = 'orders'
          AND index_name = 'orders_unpaid_of_user'),
    'DO 0',
    'ALTER TABLE orders ADD KEY orders_unpaid_of_user (user_id, expires_at)');

PREPARE add_key FROM @add_key;

EXECUTE add_key;
