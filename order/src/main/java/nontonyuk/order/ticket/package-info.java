/**
 * Issues tickets and checks them at the door.
 *
 * <p>Skip this room at first reading. Failure it answers: a copied or forged ticket, and one ticket at two doors at
 * once. Test to read: {@code CheckInTest}. Standard: RFC 2104 for the signature, ISO/IEC 18004 for the QR code.
 */
package nontonyuk.order.ticket;
