-- A login increments logins, which locks the account until its commit. A SELECT … FOR UPDATE would lock it on one node
-- of a cluster only, and a session could begin beside a change of the password.
ALTER TABLE users ADD COLUMN logins BIGINT NOT NULL DEFAULT 0;
