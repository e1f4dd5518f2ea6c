-- Each ADMIN_EMAIL makes one account the admin, once. A deleted account frees its email: without this table, a
-- dismissed admin would register with it as admin again. It has hashes, since the email itself must not stay.
CREATE TABLE IF NOT EXISTS named_admins (
    email_sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
