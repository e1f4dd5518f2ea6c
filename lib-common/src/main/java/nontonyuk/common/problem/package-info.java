/**
 * Names each error by a status and a code, and checks the JSON of requests.
 *
 * <p>First reading: {@code Problem}, then {@code Check}; skip the rest. Failure it handles: a client gets an error that
 * it cannot understand, or a bad request reaches the database. Test to read: {@code JsonTest}. Standard: RFC 9457
 * (problem details) and RFC 8259 (JSON).
 */
package nontonyuk.common.problem;
