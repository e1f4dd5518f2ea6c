-- Orders. An order copies movie, studio, start and price from the movie service. A later change there does not change
-- the order. All times are UTC by this server's clock; money is whole rupiah.
--
-- HELD: the seats are held until expires_at. After that the order counts as EXPIRED, whatever its status says.
-- PAID: the seats are sold. CANCELLED: by its owner, by an admin, or together with its showtime.
--
-- version is a lock: a transaction increments it before any other change of the order, so a second one must wait.
-- made_with is the user and the Idempotency-Key of the request.
CREATE TABLE IF NOT EXISTS orders (
    id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id     BIGINT       NOT NULL,
    showtime_id BIGINT       NOT NULL,
    movie_title VARCHAR(255) NOT NULL,
    studio      VARCHAR(255) NOT NULL,
    starts_at   DATETIME(3)  NOT NULL,
    qty         INT          NOT NULL,
    price       BIGINT       NOT NULL COMMENT 'of one seat',
    total       BIGINT       NOT NULL,
    status      VARCHAR(20)  NOT NULL,
    expires_at  DATETIME(3)  NOT NULL,
    created_at  DATETIME(3)  NOT NULL,
    version     BIGINT       NOT NULL DEFAULT 0,
    made_with   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    KEY orders_of_user (user_id, created_at), -- "my orders, newest first"
    KEY orders_by_age (created_at),           -- the same list for an admin
    KEY orders_of_showtime (showtime_id, status),
    KEY orders_to_expire (status, expires_at),
    CHECK (status IN ('HELD', 'EXPIRED', 'PAID', 'CANCELLED')),
    CHECK (qty BETWEEN 1 AND 10),
    CHECK (total = qty * price)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- The seats of an order. A row stays even if the order loses the seat. In a paid order each row is a ticket.
-- One update changes admitted_at from NULL and admits the holder. No later update can do this again.
CREATE TABLE IF NOT EXISTS order_items (
    order_id    BIGINT      NOT NULL,
    seat        VARCHAR(3)  NOT NULL,
    price       BIGINT      NOT NULL,
    admitted_at DATETIME(3) NULL,
    door        VARCHAR(50) NULL,
    PRIMARY KEY (order_id, seat),
    FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
