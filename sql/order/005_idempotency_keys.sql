-- The requests with an Idempotency-Key, and their answers. A row without a status is a request in progress. Its answer
-- is stored in the transaction that does the work, so both are stored or neither. After a crash, a repeated request
-- takes the row over when leased_until has passed; lease tells which request holds the row.
CREATE TABLE IF NOT EXISTS idempotency_keys (
    user_id      BIGINT      NOT NULL,
    idem_key     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_hash CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of method, path and body',
    lease        CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    leased_until DATETIME(3) NOT NULL,
    status       INT         NULL,
    content_type VARCHAR(50) NULL,
    location     VARCHAR(50) NULL,
    body         MEDIUMBLOB  NULL,
    PRIMARY KEY (user_id, idem_key),
    KEY keys_by_age (leased_until)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
