/**
 * The course: its labs, the student's tree of files, and the program {@code labs/lab}.
 *
 * <p>Skip this package at first reading. Failure it handles: a lab that no longer fits the code, and work that gets
 * lost. Test to read: {@code OverlayTest}.
 */
package nontonyuk.labs.course;
