package nontonyuk.common.http;

/** One page of a list, asked for by {@code ?page=&per_page=}: pages count from 1 and have 20 rows unless told. */
public record Page(int number, int size) {
    private static final int MOST_ROWS = 100;

    /** What the answer says of itself. */
    public record Meta(int page, int perPage, long total) {}

    public static Page of(Request request) {
        return new Page(request.number("page", 1, 1, 1_000_000), request.number("per_page", 20, 1, MOST_ROWS));
    }

    /** How many rows stand before this page, for SQL's {@code OFFSET}. */
    public int offset() {
        return (number - 1) * size;
    }

    public Meta meta(long total) {
        return new Meta(number, size, total);
    }
}
