-- What somebody booked. Film, studio, start and price are copied from the movie service when the
-- order is made, so that a later change there changes no order.
CREATE TABLE orders (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    user_id     BIGINT       NOT NULL,
    showtime_id BIGINT       NOT NULL,
    movie_title VARCHAR(255) NOT NULL,
    studio      VARCHAR(255) NOT NULL,
    starts_at   DATETIME(3)  NOT NULL,
    qty         INT          NOT NULL,
    price       BIGINT       NOT NULL, -- of one seat, in whole rupiah
    total       BIGINT       NOT NULL,
    status      VARCHAR(20)  NOT NULL,
    expires_at  DATETIME(3)  NOT NULL, -- until then the seats are held for the buyer
    created_at  DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    KEY orders_of_user (user_id, created_at), -- "my orders, newest first"
    KEY orders_by_age (created_at)            -- the same for an admin, who sees everybody's
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- Which seats an order is about. It is kept for ever, also when the order has lost the seats.
CREATE TABLE order_items (
    order_id BIGINT     NOT NULL,
    seat     VARCHAR(3) NOT NULL,
    price    BIGINT     NOT NULL,
    PRIMARY KEY (order_id, seat),
    FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- Who has a seat right now. The primary key is why no seat is sold twice: a claim is an INSERT, and
-- the second one for the same seat fails here, whatever the code forgot to look at.
CREATE TABLE seat_claims (
    showtime_id BIGINT      NOT NULL,
    seat        VARCHAR(3)  NOT NULL,
    order_id    BIGINT      NOT NULL,
    state       VARCHAR(20) NOT NULL,
    expires_at  DATETIME(3) NOT NULL, -- a HELD claim counts until then; after it, the next buyer may take the seat over
    PRIMARY KEY (showtime_id, seat),
    KEY claims_of_order (order_id),
    FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
