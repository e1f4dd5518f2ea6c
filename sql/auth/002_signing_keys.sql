-- The RSA keys behind the tokens, in base64 (PKCS #8 and X.509), so that all instances sign and verify with the same.
-- Until it is retired a key is published, and tokens that it signed are good. A key without retired_at is to stay:
-- is_latest is 1 for it and NULL for all others, and since a unique key allows any number of NULLs but only one 1,
-- two instances that start together cannot both bring their own.
-- To change the key, ask the service, POST /keys/rotate: it makes the next one at once, signs with it as soon as
-- everybody has had time to fetch it, and retires the old one when its last token will have expired.
CREATE TABLE IF NOT EXISTS signing_keys (
    kid         VARCHAR(36) NOT NULL PRIMARY KEY,
    private_key TEXT        NOT NULL,
    public_key  TEXT        NOT NULL,
    made_at     DATETIME(3) NOT NULL,
    retired_at  DATETIME(3) NULL,
    is_latest   TINYINT GENERATED ALWAYS AS (CASE WHEN retired_at IS NULL THEN 1 END) STORED UNIQUE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
