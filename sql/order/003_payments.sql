-- The attempts to pay an order. The row is inserted before the provider is called, and the call carries charge_key. If
-- the answer is lost, a second call with the same key does not charge a second time.
--
-- STARTED: no answer yet. CHARGED: the provider has charged the amount. DECLINED: it has not. ABANDONED: the provider
-- does not know the payment. If it reports a charge later, DECLINED and ABANDONED become CHARGED.
-- refund: NULL, then DUE after the decision, then DONE after the provider's confirmation.
CREATE TABLE IF NOT EXISTS payments (
    id          BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id    BIGINT      NOT NULL,
    charge_key  VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount      BIGINT      NOT NULL,
    status      VARCHAR(20) NOT NULL,
    refund      VARCHAR(20) NULL,
    provider_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what the provider calls the charge',
    started_at  DATETIME(3) NOT NULL,
    asked_at    DATETIME(3) NOT NULL COMMENT 'when we last asked the provider for it, or for its refund',
    UNIQUE KEY payments_charge_key (charge_key),
    UNIQUE KEY payments_provider_id (provider_id), -- one charge pays one order
    KEY payments_of_order (order_id),
    KEY payments_open (status, asked_at),
    KEY payments_refunds (refund, asked_at),
    FOREIGN KEY (order_id) REFERENCES orders (id),
    CHECK (status IN ('STARTED', 'CHARGED', 'DECLINED', 'ABANDONED')),
    CHECK (refund IN ('DUE', 'DONE')),
    CHECK (refund IS NULL OR status = 'CHARGED')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
