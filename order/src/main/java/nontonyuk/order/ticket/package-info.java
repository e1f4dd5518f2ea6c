/**
 * Issues tickets and checks them at the door.
 *
 * <p>Skip this package at first reading. Failure it handles: a copied or forged ticket, or one ticket at two doors at
 * once. Test to read: {@code CheckInTest}. Standard: RFC 2104 for the signature, ISO/IEC 18004 for the QR code.
 */
package nontonyuk.order.ticket;
