package nontonyuk.common.http;

import java.util.Arrays;
import java.util.stream.Stream;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction.RowReader;

/** One page of a list, from {@code ?page=&per_page=}. Pages count from 1; a page has 20 rows by default. */
public record Page(int number, int size) {
    private static final int MAX_ROWS = 100;

    /** Throws a 422 unless both parameters are in range. */
    public static Page of(Request request) {
        return new Page(request.number("page", 1, 1, 1_000_000), request.number("per_page", 20, 1, MAX_ROWS));
    }

    /**
     * 200 with the rows of this page and their number on all pages, in one statement. The query has a column
     * {@code total_rows} and ends with {@code LIMIT ? OFFSET ?}; {@code values} are those before these two.
     */
    public <T> Response list(Database database, String message, String sql, RowReader<T> reader, Object... values) {
        record Row<R>(R row, long total) {}
        RowReader<Row<T>> counting = row -> new Row<>(reader.read(row), row.getLong("total_rows"));
        var rows = database.list(sql, counting, with(values, size, (number - 1) * size));
        // Beyond the last page no row has the total.
        var first = rows.isEmpty() && number > 1 ? database.list(sql, counting, with(values, 1, 0)) : rows;
        var meta = new Response.Meta(number, size, first.isEmpty() ? 0 : first.get(0).total);
        return Response.ok(message, rows.stream().map(Row::row).toList(), meta);
    }

    private static Object[] with(Object[] values, int limit, int offset) {
        return Stream.concat(Arrays.stream(values), Stream.of(limit, offset)).toArray();
    }
}
