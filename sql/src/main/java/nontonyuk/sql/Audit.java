package nontonyuk.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import nontonyuk.common.Settings;

/** Checks the rules of {@code sql/audit/order.sql} against the database of order, and prints one line for each. */
public final class Audit {
    /** A rule, and the number of rows that break it. */
    public record Line(String rule, long breaches) {}

    private Audit() {}

    public static void main(String[] args) {
        try {
            var lines = of(Settings.read());
            for (var line : lines) System.out.printf("%8d  %s%n", line.breaches, line.rule);
            long broken = lines.stream().filter(line -> line.breaches > 0).count();
            System.out.println(broken == 0 ? "all is well" : broken + " rules are broken");
            if (broken > 0) System.exit(1);
        } catch (Settings.Invalid | SQLException | IOException e) {
            System.err.println("audit: " + e.getMessage());
            System.exit(2);
        }
    }

    /** All rules with their breaches; the settings are those of order. */
    public static List<Line> of(Settings settings) throws SQLException, IOException {
        var login = new Properties();
        login.setProperty("user", settings.text("ORDER_DB_USER", "nontonyuk_order"));
        login.setProperty("password", settings.required("ORDER_DB_PASSWORD"));
        login.setProperty("connectTimeout", "2000");
        var url = settings.text("ORDER_DB_URL", "jdbc:mysql://127.0.0.1:13306/nontonyuk_order");
        var lines = new ArrayList<Line>();
        try (var connection = DriverManager.getConnection(url, login);
                var statement = connection.createStatement()) {
            statement.execute(holdLimits(settings));
            var rows = statement.executeQuery(script());
            while (rows.next()) lines.add(new Line(rows.getString(1), rows.getLong(2)));
        }
        return lines;
    }

    /** The rules read the limits of order from two variables of the connection. */
    private static String holdLimits(Settings settings) {
        return "SET @hold_seats_per_showtime = %d, @hold_seats = %d"
                .formatted(
                        settings.number("HOLD_SEATS_PER_SHOWTIME", 20, 0, 10_000),
                        settings.number("HOLD_SEATS", 40, 0, 10_000));
    }

    public static List<Line> breaches(Settings settings) {
        try {
            return of(settings).stream().filter(line -> line.breaches > 0).toList();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script() throws IOException {
        var folder = Repository.sqlFolder().orElse(Path.of("sql"));
        var script = Files.readString(folder.resolve("audit/order.sql")).strip();
        return script.substring(0, script.length() - 1); // the driver accepts no semicolon
    }
}
