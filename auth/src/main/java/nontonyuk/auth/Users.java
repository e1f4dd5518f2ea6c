package nontonyuk.auth;

import java.util.Optional;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Makes accounts, and shows them: one's own to everybody, all to admins. */
final class Users {
    static final String BY_ID = """
            SELECT id, email, role, created_at
            FROM users
            WHERE id = ?""";

    private final Database database;
    private final Passwords passwords;
    private final FirstAdmin admin;
    private final LoginThrottle tries;
    private final ClientAddress clients;

    Users(Database database, Passwords passwords, FirstAdmin admin, int tries, ClientAddress clients) {
        this.database = database;
        this.passwords = passwords;
        this.admin = admin;
        this.tries = new LoginThrottle(tries);
        this.clients = clients;
    }

    Response register(Request request) {
        var user = request.body(NewUser.class);
        var made = tries.check(user.email(), clients.of(request), () -> add(user))
                .orElseThrow(() -> Problem.conflict("email-taken", "There is an account with this email already."));
        return Response.created("/me", "User registered successfully", made);
    }

    private Optional<User> add(NewUser user) {
        var hash = passwords.hash(user.password());
        try {
            return Optional.of(database.transaction(transaction -> add(transaction, user.email(), hash)));
        } catch (Database.Duplicate e) {
            return Optional.empty();
        }
    }

    private User add(Transaction transaction, String email, String hash) {
        var role = admin.roleOfNew(transaction, email);
        long id = transaction.insert("""
                        INSERT INTO users (email, password_hash, role, created_at)
                        VALUES (?, ?, ?, UTC_TIMESTAMP(3))""", email, hash, role.text());
        return transaction.one(BY_ID, User::read, id).orElseThrow();
    }

    Response me(Request request) {
        var user = database.one(BY_ID, User::read, request.caller().id())
                .orElseThrow(() -> Problem.unauthorized("account-gone", "This account no longer exists."));
        return Response.ok("Your account", user);
    }

    /** A page of all accounts, in the order in which they were made. */
    Response list(Request request) {
        var page = Page.of(request);
        var users = database.list("""
                        SELECT id, email, role, created_at
                        FROM users
                        ORDER BY id
                        LIMIT ? OFFSET ?""", User::read, page.size(), page.offset());
        long total = database.one("SELECT COUNT(*) FROM users", row -> row.getLong(1))
                .orElseThrow();
        return Response.ok("Accounts", users, page.meta(total));
    }
}
