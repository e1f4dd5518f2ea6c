package nontonyuk.labs.payment;

/** What the stand-in does with a charge or a refund: each way in which a payment can go wrong. */
enum Behaviour {
    /** As a payment provider does on a good day. */
    OK,
    /** Every charge is declined. */
    DECLINE,
    /** The money is moved at once, its answer comes late. */
    SLOW,
    /** The money is moved, and the connection closed without an answer; the callback comes. */
    LOSE_ANSWER,
    /** The same without a callback: only asking finds out. */
    SILENT,
    /** Nothing is moved. */
    ERROR,
    /** Each event is sent twice, at once. */
    CALLBACK_TWICE,
    CALLBACK_LATE,
    /** The callback has been delivered before the request is answered. */
    CALLBACK_FIRST,
    /** An event waits until a later one of its charge was delivered, or the delay has passed. */
    CALLBACK_OUT_OF_ORDER,
    /** Nothing is given back; charges work. */
    REFUND_ERROR
}
