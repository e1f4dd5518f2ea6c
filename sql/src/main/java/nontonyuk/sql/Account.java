package nontonyuk.sql;

import java.util.List;

/** A database, and the one user that has access to it and to no other database. */
public record Account(String database, String user, String password) {

    /**
     * The statements that create both; a second run only changes the password. Each is one line without a semicolon.
     */
    List<String> statements() {
        // These statements have no parameters, so we quote the values ourselves.
        var who = text(user) + "@'127.0.0.1'";
        // In a GRANT, the characters _ and % of a database name are wildcards.
        var onlyThis = name(database.replace("_", "\\_").replace("%", "\\%"));
        return List.of(
                "CREATE DATABASE IF NOT EXISTS " + name(database) + " CHARACTER SET utf8mb4",
                "CREATE OR REPLACE USER " + who + " IDENTIFIED BY " + text(password),
                "GRANT ALL ON " + onlyThis + ".* TO " + who);
    }

    private static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String text(String text) {
        var escaped = text.replace("\\", "\\\\")
                .replace("'", "''")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return "'" + escaped + "'";
    }
}
