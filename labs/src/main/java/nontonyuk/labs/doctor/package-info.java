/**
 * The program behind {@code make doctor}, which checks settings, databases, services, keys and clocks.
 *
 * <p>Skip this package at first reading. Failure it handles: the system does not run on a student's machine, and the
 * student does not know why. Test to read: {@code DoctorIT}.
 */
package nontonyuk.labs.doctor;
