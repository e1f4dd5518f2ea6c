-- payments: amount and currency are what we asked for, then what the provider has charged.
-- MySQL has no ADD COLUMN IF NOT EXISTS, so each statement runs only where the column is missing.
SET @add_currency = IF(
    EXISTS (
        SELECT 1
        FROM information_schema.columns
        WHERE table_schema = DATABASE()
          AND table_name = 'payments'
          AND column_name = 'currency'),
    'DO 0',
    'ALTER TABLE payments
        ADD COLUMN currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''IDR''');

PREPARE add_currency FROM @add_currency;

EXECUTE add_currency;

-- orders: no ticket is accepted after ends_at. Older orders do not know it; no movie is longer than 10 hours.
SET @add_end = IF(
    EXISTS (
        SELECT 1
        FROM information_schema.columns
        WHERE table_schema = DATABASE()
          AND table_name = 'orders'
          AND column_name = 'ends_at'),
    'DO 0',
    'ALTER TABLE orders ADD COLUMN ends_at DATETIME(3) NOT NULL DEFAULT (starts_at + INTERVAL 10 HOUR)');

PREPARE add_end FROM @add_end;

EXECUTE add_end;
