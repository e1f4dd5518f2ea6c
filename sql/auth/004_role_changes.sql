-- One row that counts role changes. A transaction increments it before it changes a role, and so locks it until the
-- commit. So changes run one after another. If two admins demote each other, the second is the last admin and stays.
-- The lock is an UPDATE, not a SELECT … FOR UPDATE: the nodes of a cluster share writes but not locks.
CREATE TABLE IF NOT EXISTS role_changes (
    id   TINYINT NOT NULL PRIMARY KEY,
    made BIGINT  NOT NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO role_changes (id, made) VALUES (1, 0);
