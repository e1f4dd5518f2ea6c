-- One row, which counts how often a role was changed. Whoever changes a role adds one first, and holds the row until
-- the change is committed: so changes come one after another, and of two admins who dismiss each other at the same
-- time the second finds that there is only one left. It counts up, and isn't only locked, because several database
-- servers that work as one agree on what was written, and not on what was locked.
CREATE TABLE IF NOT EXISTS role_changes (
    id   TINYINT NOT NULL PRIMARY KEY,
    made BIGINT  NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO role_changes (id, made) VALUES (1, 0);
