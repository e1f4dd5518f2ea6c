-- The schema of the tests of Database: nothing that the cinema knows of.
CREATE TABLE things (
    id     BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name   VARCHAR(40) NOT NULL UNIQUE,
    amount INT         NOT NULL DEFAULT 0,
    at     DATETIME(3) NULL
);
