/**
 * Names each error by a status and a code, and checks the JSON of requests.
 *
 * <p>First reading: read {@code Problem} then {@code Check}; skip the rest.
 *
 * <p>Failure it answers: a client gets an error that it cannot understand, or a bad request reaches the database.
 *
 * <p>Test to read: {@code JsonTest}.
 *
 * <p>Standard: RFC 9457 (problem details) and RFC 8259 (JSON).
 */
package nontonyuk.common.problem;
