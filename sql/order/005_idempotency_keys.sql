-- The requests that carried an Idempotency-Key, and their answers. A row without a status is a request in flight; its
-- answer is written in the same transaction as what it did, so that both are there or neither. If the one who began it
-- died, another try may take the row over when leased_until has passed; lease says whose it is.
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
