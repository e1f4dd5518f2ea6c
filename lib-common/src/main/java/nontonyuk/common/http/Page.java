package nontonyuk.common.http;

/** One page of a list, from {@code ?page=&per_page=}. Pages count from 1; a page has 20 rows by default. */
public record Page(int number, int size) {
    private static final int MAX_ROWS = 100;

    /** The answer's {@code meta} member. */
    public record Meta(int page, int perPage, long total) {}

    /** Throws a 422 unless both parameters are in range. */
    public static Page of(Request request) {
        return new Page(request.number("page", 1, 1, 1_000_000), request.number("per_page", 20, 1, MAX_ROWS));
    }

    /** The number of rows before this page, for {@code OFFSET} in SQL. */
    public int offset() {
        return (number - 1) * size;
    }

    public Meta meta(long total) {
        return new Meta(number, size, total);
    }
}
