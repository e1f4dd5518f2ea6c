-- Who may log in. The unique key decides who was first with an email, not a look before the INSERT. It compares byte
-- by byte (utf8mb4_bin), because the service has brought the email into its one spelling already, and because the
-- usual collations take é for e. Nobody's password stands here, only its bcrypt hash, which always has 60 characters.
CREATE TABLE IF NOT EXISTS users (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email         VARCHAR(254) NOT NULL UNIQUE,
    password_hash CHAR(60)     NOT NULL,
    role          VARCHAR(10)  NOT NULL CHECK (role IN ('customer', 'staff', 'admin')),
    created_at    DATETIME(3)  NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row, which says whether the first account was made: that one is the admin. Who changes the row from FALSE to
-- TRUE is the first; everybody else waits for the row until that is committed, and then finds nothing to change.
CREATE TABLE IF NOT EXISTS first_account (
    id   TINYINT NOT NULL PRIMARY KEY,
    made BOOLEAN NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO first_account (id, made) VALUES (1, FALSE);
