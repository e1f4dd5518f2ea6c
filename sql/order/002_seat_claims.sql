-- Who has a seat right now. The primary key is why no seat is sold twice: a claim is an INSERT, and the second one for
-- the same seat fails here, whatever the code forgot to look at. A HELD claim counts until expires_at; after that the
-- next buyer may take the seat over. A SOLD claim counts until it is deleted, which a cancellation does.
CREATE TABLE IF NOT EXISTS seat_claims (
    showtime_id BIGINT      NOT NULL,
    seat        VARCHAR(3)  NOT NULL,
    order_id    BIGINT      NOT NULL,
    state       VARCHAR(20) NOT NULL,
    expires_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (showtime_id, seat),
    KEY claims_of_order (order_id),
    FOREIGN KEY (order_id) REFERENCES orders (id),
    CHECK (state IN ('HELD', 'SOLD'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
