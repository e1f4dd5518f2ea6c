-- A deleted account keeps its row, without email and password: orders name the account by its number, and its ended
-- sessions stay published. A deleted account is a customer, so it does not count as an admin.
-- MySQL has no ADD COLUMN IF NOT EXISTS.
SET @add_column = IF(
    EXISTS (
        SELECT 1
        FROM information_schema.columns
        WHERE table_schema = DATABASE()
          AND table_name = 'users'
          AND column_name = 'deleted_at'),
    'DO 0',
    'ALTER TABLE users
        ADD COLUMN deleted_at DATETIME(3) NULL,
        ADD KEY users_deleted (deleted_at)');

PREPARE add_column FROM @add_column;

EXECUTE add_column;
