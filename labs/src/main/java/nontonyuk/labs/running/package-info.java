/**
 * Runs the whole system as processes on free ports, for checks and tests.
 *
 * <p>Skip this package at first reading. Failure it handles: a process that ends, hangs or prints without end. Test to
 * read: {@code RunningJarTest}.
 */
package nontonyuk.labs.running;
