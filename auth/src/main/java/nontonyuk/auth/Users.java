package nontonyuk.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import nontonyuk.common.Database;
import nontonyuk.common.Problem;
import nontonyuk.common.Request;
import nontonyuk.common.Response;
import nontonyuk.common.Transaction;

/** Makes accounts, and lets their owners in. */
final class Users {
    private static final String BY_ID =
            """
            SELECT id, email, role, created_at
            FROM users
            WHERE id = ?""";

    private final Database database;
    private final Passwords passwords;
    private final Tokens tokens;
    private final AdminRule admin;

    Users(Database database, Passwords passwords, Tokens tokens, AdminRule admin) {
        this.database = database;
        this.passwords = passwords;
        this.tokens = tokens;
        this.admin = admin;
    }

    Response register(Request request) {
        var user = request.body(NewUser.class);
        var hash = passwords.hash(user.password());
        try {
            return Response.created(
                    "/me",
                    "User registered successfully",
                    database.transaction(transaction -> add(transaction, user.email(), hash)));
        } catch (Database.Duplicate e) {
            throw Problem.conflict("email-taken", "There is an account with this email already.");
        }
    }

    private User add(Transaction transaction, String email, String hash) {
        var role = admin.roleOfNew(transaction, email);
        long id =
                transaction.insert(
                        """
                        INSERT INTO users (email, password_hash, role, created_at)
                        VALUES (?, ?, ?, UTC_TIMESTAMP(3))""",
                        email,
                        hash,
                        role.text());
        return transaction.one(BY_ID, User::read, id).orElseThrow();
    }

    private record Account(User user, String passwordHash) {
        static Account read(ResultSet row) throws SQLException {
            return new Account(User.read(row), row.getString("password_hash"));
        }
    }

    Response login(Request request) {
        var login = request.body(Login.class);
        var account =
                database.one(
                        """
                        SELECT id, email, role, created_at, password_hash
                        FROM users
                        WHERE email = ?""",
                        Account::read,
                        Email.normal(login.email()));
        // Without an account the work is the same, or its time would tell who has one.
        var hash = account.map(Account::passwordHash).orElse(passwords.nobodysHash());
        boolean matches = passwords.match(login.password(), hash);
        if (account.isEmpty() || !matches) {
            throw Tokens.refused("Email or password is wrong.");
        }
        return Tokens.response("Login successful", tokens.forUser(account.get().user()));
    }

    Response me(Request request) {
        var user =
                database.one(BY_ID, User::read, request.caller().id())
                        .orElseThrow(
                                () ->
                                        Problem.unauthorized(
                                                "account-gone", "This account no longer exists."));
        return Response.ok("Your account", user);
    }
}
