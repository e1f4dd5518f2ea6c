-- What somebody booked. Movie, studio, start and price are copied from the movie service when the order is made, so
-- that a later change there changes no order. All times are UTC and by this server's clock; money is whole rupiah.
--
-- HELD: the seats are kept until expires_at; when that has passed, the order counts as EXPIRED, whether or not somebody
-- has written that down yet. PAID: the seats are sold. CANCELLED: by its owner, an admin, or because the showtime was.
--
-- version is a lock: whoever changes an order, or what belongs to it, raises it first, and everybody else who wants
-- the same order waits for that transaction. made_with is the buyer and the Idempotency-Key that the request carried:
-- one key makes one order, and no more, whatever the code forgot.
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
    UNIQUE KEY orders_made_with (made_with),
    KEY orders_of_user (user_id, created_at), -- "my orders, newest first"
    KEY orders_by_age (created_at),           -- the same for an admin, who sees everybody's
    KEY orders_of_showtime (showtime_id, status),
    KEY orders_to_expire (status, expires_at),
    CHECK (status IN ('HELD', 'EXPIRED', 'PAID', 'CANCELLED')),
    CHECK (qty BETWEEN 1 AND 10),
    CHECK (total = qty * price)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- Which seats an order is about, kept for ever, also when the order has lost them. Each is a ticket once the order is
-- paid: who changes admitted_at from NULL has let its holder in, and nobody else can.
CREATE TABLE IF NOT EXISTS order_items (
    order_id    BIGINT      NOT NULL,
    seat        VARCHAR(3)  NOT NULL,
    price       BIGINT      NOT NULL,
    admitted_at DATETIME(3) NULL,
    door        VARCHAR(50) NULL,
    PRIMARY KEY (order_id, seat),
    FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
