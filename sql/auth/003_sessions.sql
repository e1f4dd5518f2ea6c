-- A session starts with a login and ends with a logout. Its tokens carry the sid. The refresh token is valid until
-- expires_at; each refresh extends it. The last access token is valid until access_until, and one minute longer,
-- because clocks differ. Until then the other services must know that the session has ended.
CREATE TABLE IF NOT EXISTS sessions (
    sid          CHAR(22)    NOT NULL PRIMARY KEY,
    user_id      BIGINT      NOT NULL,
    started_at   DATETIME(3) NOT NULL,
    expires_at   DATETIME(3) NOT NULL,
    access_until DATETIME(3) NOT NULL,
    ended_at     DATETIME(3) NULL,
    KEY sessions_of_user (user_id, ended_at),
    KEY sessions_by_age (expires_at),
    KEY sessions_with_access (access_until),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The refresh tokens of a session; only the newest is valid. The table has no tokens, only their SHA-256 hashes.
-- A used token keeps its row, so the service can tell a second use from an unknown token. The unique key allows one
-- successor for each token. The successor is computed from the token and its seed; the seed alone is not enough.
CREATE TABLE IF NOT EXISTS refresh_tokens (
    token_hash CHAR(64)    NOT NULL PRIMARY KEY,
    sid        CHAR(22)    NOT NULL,
    generation INT         NOT NULL,
    used_at    DATETIME(3) NULL,
    seed       CHAR(43)    NULL,
    UNIQUE KEY one_successor (sid, generation),
    FOREIGN KEY (sid) REFERENCES sessions (sid) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
