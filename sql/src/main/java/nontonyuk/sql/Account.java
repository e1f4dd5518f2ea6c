package nontonyuk.sql;

import java.util.List;

/** A database and the one user who can reach it, and nothing else on the server. */
public record Account(String database, String user, String password) {

    /** What makes both; a second run changes nothing but the password. None ends in a semicolon or spans lines. */
    List<String> statements() {
        // The server takes no parameters in such statements, so they are quoted by hand.
        var who = text(user) + "@'127.0.0.1'";
        // In a GRANT, though in no other statement, _ and % of a database's name are wildcards.
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
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "''")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "'";
    }
}
