-- One row that counts role changes. A transaction raises it before it changes a role, and holds its lock until the
-- commit. So changes run one after another: if two admins demote each other, the second is the last admin and stays.
-- It is an UPDATE and not a SELECT … FOR UPDATE, because the nodes of a cluster share writes but not locks.
CREATE TABLE IF NOT EXISTS role_changes (
    id   TINYINT NOT NULL PRIMARY KEY,
    made BIGINT  NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO role_changes (id, made) VALUES (1, 0);
