/**
 * The checker of the labs: it starts the system, runs the properties of a lab, and reports what holds and what does
 * not.
 *
 * <p>Skip this package at first reading. A lab has a {@link nontonyuk.labs.check.LabCheck};
 * {@link nontonyuk.labs.check.Checker} runs it. Test to read: {@code CheckerTest}.
 */
package nontonyuk.labs.check;
