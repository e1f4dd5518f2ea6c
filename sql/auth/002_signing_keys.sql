-- The RSA keys that sign the tokens, in base64 (PKCS #8 and X.509). All instances use the same keys.
-- A key is published, and its tokens are valid, until retired_at. Only the latest key has no retired_at.
-- is_latest is 1 for the latest key and NULL for the others. Its unique key allows many NULLs but only one 1.
-- So two instances that start together cannot both insert a key.
-- POST /keys/rotate publishes a new key. Auth signs with it some minutes later, when all services know it.
-- The old key retires when its last token has expired.
CREATE TABLE IF NOT EXISTS signing_keys (
    kid         VARCHAR(36) NOT NULL PRIMARY KEY,
    private_key TEXT        NOT NULL,
    public_key  TEXT        NOT NULL,
    made_at     DATETIME(3) NOT NULL,
    retired_at  DATETIME(3) NULL,
    is_latest   TINYINT GENERATED ALWAYS AS (CASE WHEN retired_at IS NULL THEN 1 END) STORED UNIQUE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
