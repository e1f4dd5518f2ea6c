package nontonyuk.auth;

import java.util.Optional;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Handlers for accounts: users register and read their own, admins read all. */
final class Users {
    private final Database database;
    private final Passwords passwords;
    private final FirstAdmin firstAdmin;
    private final LoginThrottle throttle;
    private final ClientAddress clients;

    Users(Database database, Passwords passwords, FirstAdmin firstAdmin, int maxFailures, ClientAddress clients) {
        this.database = database;
        this.passwords = passwords;
        this.firstAdmin = firstAdmin;
        this.throttle = new LoginThrottle(maxFailures);
        this.clients = clients;
    }

    /** The body of POST /register. It has no role: users can't choose theirs. */
    private record NewUser(String email, String password) {
        NewUser {
            var check = new Check();
            email = check.text("email", email == null ? null : Email.normal(email), Email.MAX_LENGTH);
            check.that(
                    email == null || email.isEmpty() || Email.isValid(email),
                    "email",
                    "not-an-email",
                    "must be an address such as ani@example.com");
            Passwords.check(check, "password", password);
            check.done();
        }
    }

    /** The throttle stops a stranger from asking for many emails whether they have an account. */
    Response register(Request request) {
        var user = request.body(NewUser.class);
        var added = throttle.check(user.email(), clients.of(request), () -> add(user))
                .orElseThrow(() -> Problem.conflict("email-taken", "There is an account with this email already."));
        return Response.created("/me", "User registered successfully", added);
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
        var role = firstAdmin.roleOfNew(transaction, email);
        long id = transaction.insert("""
                        INSERT INTO users (email, password_hash, role, created_at)
                        VALUES (?, ?, ?, UTC_TIMESTAMP(3))""", email, hash, role.text());
        return transaction.one(User.SELECT + "WHERE id = ?", User::read, id).orElseThrow();
    }

    Response me(Request request) {
        var user = database.one(
                        User.SELECT + "WHERE id = ?",
                        User::read,
                        request.caller().id())
                .orElseThrow(() -> Problem.unauthorized("account-gone", "This account no longer exists."));
        return Response.ok("Your account", user);
    }

    /** A page of all accounts, the oldest first. */
    Response list(Request request) {
        var page = Page.of(request);
        var users = database.list(User.SELECT + "ORDER BY id LIMIT ? OFFSET ?", User::read, page.size(), page.offset());
        long total = database.one("SELECT COUNT(*) FROM users", row -> row.getLong(1))
                .orElseThrow();
        return Response.ok("Accounts", users, page.meta(total));
    }
}
