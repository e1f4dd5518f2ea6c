/**
 * Serves what a person reads about the API: its description, and an explanation of each problem.
 *
 * <p>Skip this package at first reading. Failure it handles: a student gets an error and does not know what to do. Test
 * to read: {@code ProblemTypesTest}. Standard: RFC 9457 §4 (problem types), RFC 9110 §12.5.1 (Accept), OpenAPI 3.1.
 */
package nontonyuk.gateway.docs;
