-- The rules that order's database keeps at every moment, also after crashes and races. Each row counts the breaches of
-- one rule; every count must be 0. The audit changes nothing. It is one statement, so it sees one state of the database
-- and may run while the service works. Without the two variables of the limit, no account has one:
-- SET @hold_seats_per_showtime = 20, @hold_seats = 40;
SELECT 'a seat is sold once' AS rule, COUNT(*) AS breaches
FROM (
    SELECT o.showtime_id, i.seat
    FROM orders o
        JOIN order_items i ON i.order_id = o.id
    WHERE o.status = 'PAID'
    GROUP BY o.showtime_id, i.seat
    HAVING COUNT(*) > 1
) sold_twice
UNION ALL
SELECT 'a paid order has exactly its seats', COUNT(*)
FROM orders o
    JOIN order_items i ON i.order_id = o.id
    LEFT JOIN seat_claims c ON c.order_id = o.id AND c.showtime_id = o.showtime_id AND c.seat = i.seat AND c.state = 'SOLD'
WHERE o.status = 'PAID' AND c.order_id IS NULL
UNION ALL
SELECT 'an order that is held has exactly its seats', COUNT(*)
FROM orders o
    JOIN order_items i ON i.order_id = o.id
    LEFT JOIN seat_claims c ON c.order_id = o.id AND c.showtime_id = o.showtime_id AND c.seat = i.seat
        AND c.state = 'HELD' AND c.expires_at = o.expires_at
WHERE o.status = 'HELD' AND c.order_id IS NULL
UNION ALL
SELECT 'nobody else has a claim', COUNT(*)
FROM seat_claims c
    LEFT JOIN orders o ON o.id = c.order_id AND o.showtime_id = c.showtime_id AND o.status IN ('HELD', 'PAID')
    LEFT JOIN order_items i ON i.order_id = o.id AND i.seat = c.seat
WHERE i.order_id IS NULL
UNION ALL
SELECT 'an account holds no more unpaid seats than it may', COUNT(*)
FROM (
    SELECT user_id
    FROM orders
    WHERE status = 'HELD' AND expires_at > UTC_TIMESTAMP(3)
    GROUP BY user_id, showtime_id
    HAVING @hold_seats_per_showtime > 0 AND SUM(qty) > @hold_seats_per_showtime
    UNION ALL
    SELECT user_id
    FROM orders
    WHERE status = 'HELD' AND expires_at > UTC_TIMESTAMP(3)
    GROUP BY user_id
    HAVING @hold_seats > 0 AND SUM(qty) > @hold_seats
) over_the_limit
UNION ALL
SELECT 'an order has as many seats as it says, at its price', COUNT(*)
FROM orders o
WHERE o.qty <> (SELECT COUNT(*) FROM order_items i WHERE i.order_id = o.id AND i.price = o.price)
    OR o.qty <> (SELECT COUNT(*) FROM order_items i WHERE i.order_id = o.id)
UNION ALL
-- Charges minus refunds are the total of each paid order, and 0 for any other order.
SELECT 'an order was paid once, and the rest goes back', COUNT(*)
FROM orders o
    LEFT JOIN (
        SELECT order_id, SUM(IF(refund IS NULL AND currency = 'IDR', amount, 0)) AS kept
        FROM payments
        WHERE status = 'CHARGED'
        GROUP BY order_id
    ) p ON p.order_id = o.id
WHERE COALESCE(p.kept, 0) <> IF(o.status = 'PAID', o.total, 0)
UNION ALL
SELECT 'an order has at most one payment without an answer', COUNT(*)
FROM (
    SELECT order_id
    FROM payments
    WHERE status = 'STARTED'
    GROUP BY order_id
    HAVING COUNT(*) > 1
) open_twice
UNION ALL
SELECT 'a key made at most one order', COUNT(*)
FROM (
    SELECT made_with
    FROM orders
    WHERE made_with IS NOT NULL
    GROUP BY made_with
    HAVING COUNT(*) > 1
) made_twice
UNION ALL
SELECT 'a key that was answered with an order made that order', COUNT(*)
FROM idempotency_keys k
    LEFT JOIN orders o ON o.made_with = CONCAT(k.user_id, ':', k.idem_key)
WHERE k.location IS NOT NULL AND (o.id IS NULL OR k.location <> CONCAT('/orders/', o.id))
UNION ALL
SELECT 'the events of an order are numbered without a gap', COUNT(*)
FROM orders o
    LEFT JOIN (
        SELECT order_id, MIN(number) AS first, MAX(number) AS last, COUNT(*) AS events
        FROM order_events
        GROUP BY order_id
    ) e ON e.order_id = o.id
WHERE e.order_id IS NULL OR e.first <> 1 OR e.last <> e.events
UNION ALL
SELECT 'no event is out of order', COUNT(*)
FROM order_events e
    JOIN order_events next ON next.order_id = e.order_id AND next.number = e.number + 1
WHERE next.happened_at < e.happened_at
UNION ALL
SELECT 'every order begins with being held', COUNT(*)
FROM order_events
WHERE number = 1 AND event <> 'HELD'
UNION ALL
SELECT 'an order is what its events say', COUNT(*)
FROM orders o
    LEFT JOIN order_events e ON e.order_id = o.id AND e.number = (
        SELECT MAX(number)
        FROM order_events
        WHERE order_id = o.id AND event IN ('HELD', 'REVIVED', 'PAID', 'CANCELLED', 'EXPIRED')
    )
WHERE e.order_id IS NULL OR IF(e.event = 'REVIVED', 'HELD', e.event) <> o.status
UNION ALL
SELECT 'as much was charged and refunded as the events say', COUNT(*)
FROM orders o
    LEFT JOIN (
        SELECT order_id, SUM(event = 'CHARGED') AS charged, SUM(event = 'REFUND_DUE') AS due, SUM(event = 'REFUNDED') AS refunded
        FROM order_events
        GROUP BY order_id
    ) e ON e.order_id = o.id
    LEFT JOIN (
        SELECT order_id, COUNT(*) AS charged, SUM(refund IS NOT NULL) AS due, SUM(COALESCE(refund = 'DONE', FALSE)) AS refunded
        FROM payments
        WHERE status = 'CHARGED'
        GROUP BY order_id
    ) p ON p.order_id = o.id
WHERE COALESCE(e.charged, 0) <> COALESCE(p.charged, 0)
    OR COALESCE(e.due, 0) <> COALESCE(p.due, 0)
    OR COALESCE(e.refunded, 0) <> COALESCE(p.refunded, 0)
UNION ALL
SELECT 'only a ticket that was paid has let somebody in', COUNT(*)
FROM order_items i
    JOIN orders o ON o.id = i.order_id
WHERE i.admitted_at IS NOT NULL AND (o.status NOT IN ('PAID', 'CANCELLED') OR i.door IS NULL)
UNION ALL
SELECT 'whoever was let in stands in the events', COUNT(*)
FROM orders o
WHERE (SELECT COUNT(*) FROM order_items i WHERE i.order_id = o.id AND i.admitted_at IS NOT NULL)
    <> (SELECT COUNT(*) FROM order_events e WHERE e.order_id = o.id AND e.event = 'CHECKED_IN');
