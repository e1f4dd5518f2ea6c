-- payments: amount and currency are what we asked for, then what the provider has charged.
ALTER TABLE payments
    ADD COLUMN currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'IDR';

-- orders: no ticket is accepted after ends_at. Older orders do not know it; no movie is longer than 10 hours.
ALTER TABLE orders ADD COLUMN ends_at DATETIME(3) NOT NULL DEFAULT (starts_at + INTERVAL 10 HOUR);
