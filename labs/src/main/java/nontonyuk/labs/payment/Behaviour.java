package nontonyuk.labs.payment;

/** How the stand-in handles a charge or a refund. Each constant is one way in which a payment fails. */
enum Behaviour {
    /** No failure. */
    OK,
    /** Every charge is declined. */
    DECLINE,
    /** The money moves at once, and the answer is late. */
    SLOW,
    /** The money moves, and the connection closes without an answer. The callback is sent. */
    LOSE_ANSWER,
    /** Like LOSE_ANSWER, but without a callback: the shop must ask. */
    SILENT,
    /** An internal error: no money moves. */
    ERROR,
    /** Each event is sent twice at the same time. */
    CALLBACK_TWICE,
    /** The callback is sent after the delay. */
    CALLBACK_LATE,
    /** The callback is delivered before the answer. */
    CALLBACK_FIRST,
    /** An event waits until a later event of its charge is delivered, or until the delay is over. */
    CALLBACK_OUT_OF_ORDER,
    /** Refunds fail, and charges succeed. */
    REFUND_ERROR
}
