-- The accounts. The unique key decides which of two registrations gets an email, not a SELECT before the INSERT.
-- It compares bytes (utf8mb4_bin): the service stores each email in one spelling, and other collations treat é as e.
-- The table has no passwords, only their bcrypt hashes of 60 characters.
CREATE TABLE IF NOT EXISTS users (
    id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email         VARCHAR(254) NOT NULL UNIQUE,
    password_hash CHAR(60)     NOT NULL,
    role          VARCHAR(10)  NOT NULL CHECK (role IN ('customer', 'staff', 'admin')),
    created_at    DATETIME(3)  NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row that says whether the first account exists; the first account is the admin. The transaction that changes
-- FALSE to TRUE makes it. Other transactions wait for its commit and then change no row.
CREATE TABLE IF NOT EXISTS first_account (
    id   TINYINT NOT NULL PRIMARY KEY,
    made BOOLEAN NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO first_account (id, made) VALUES (1, FALSE);
