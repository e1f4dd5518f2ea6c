-- The seats that are not free. A claim is an INSERT. A HELD claim counts until expires_at. After that the next buyer may
-- get the seat. A SOLD claim counts until a cancellation deletes it.
CREATE TABLE IF NOT EXISTS seat_claims (
    showtime_id BIGINT      NOT NULL,
    seat        VARCHAR(3)  NOT NULL,
    order_id    BIGINT      NOT NULL,
    state       VARCHAR(20) NOT NULL,
    expires_at  DATETIME(3) NOT NULL,
    KEY claims_of_seat (showtime_id, seat),
    KEY claims_of_order (order_id),
    FOREIGN KEY (order_id) REFERENCES orders (id),
    CHECK (state IN ('HELD', 'SOLD'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
