-- The history of an order. The transaction that changes the order inserts the event; an event never changes.
-- The events of an order have the numbers 1, 2, 3 and so on, without a gap. trace_id finds the request in the logs.
CREATE TABLE IF NOT EXISTS order_events (
    order_id    BIGINT       NOT NULL,
    number      INT          NOT NULL,
    event       VARCHAR(20)  NOT NULL,
    detail      VARCHAR(200) NOT NULL,
    happened_at DATETIME(3)  NOT NULL,
    trace_id    VARCHAR(32)  NOT NULL,
    PRIMARY KEY (order_id, number),
    FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
