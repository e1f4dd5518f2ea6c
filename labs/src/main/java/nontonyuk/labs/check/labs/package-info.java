/**
 * The checks of the labs: one class for each lab, and the classes that it needs.
 *
 * <p>Skip this package at first reading. A lab's folder in {@code labs/exercises} has its texts and its wrong answers.
 */
package nontonyuk.labs.check.labs;
