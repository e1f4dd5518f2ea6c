-- A deleted account keeps its row, without email and password: orders name the account by its number, and its ended
-- sessions stay published. A deleted account is a customer, so it does not count as an admin.
ALTER TABLE users ADD COLUMN deleted_at DATETIME(3) NULL;

ALTER TABLE users ADD KEY users_deleted (deleted_at);
