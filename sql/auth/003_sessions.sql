-- A session is what begins with a login and ends with a logout: sid is its name in the tokens. Until expires_at it can
-- be gone on with; each use of a refresh token moves that on. The last access token of it is good until access_until
-- (and a minute more, for clocks that differ): so long an ended session must be told to all other services.
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

-- The refresh tokens of a session, of which only the newest is good. Nobody's token stands here, only its SHA-256.
-- Used ones stay, so that a second use can be told from a forgery. The unique key lets each token have one successor,
-- whatever the code forgot: a session never has two lines of descent. The successor can be computed again from the
-- token itself and its seed, never from what stands here alone.
CREATE TABLE IF NOT EXISTS refresh_tokens (
    token_hash CHAR(64)    NOT NULL PRIMARY KEY,
    sid        CHAR(22)    NOT NULL,
    generation INT         NOT NULL,
    used_at    DATETIME(3) NULL,
    seed       CHAR(43)    NULL,
    UNIQUE KEY one_successor (sid, generation),
    FOREIGN KEY (sid) REFERENCES sessions (sid) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
