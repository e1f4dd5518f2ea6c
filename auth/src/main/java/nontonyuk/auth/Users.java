package nontonyuk.auth;

import java.util.Optional;
import nontonyuk.common.access.Role;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Page;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Handlers for accounts: users register and read their own, admins read all and change their roles. */
final class Users {
    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final FirstAdmin firstAdmin;
    private final LoginThrottle throttle;
    private final ClientAddress clients;

    Users(
            Database database,
            Passwords passwords,
            Sessions sessions,
            FirstAdmin firstAdmin,
            int maxFailures,
            ClientAddress clients) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.firstAdmin = firstAdmin;
        this.throttle = new LoginThrottle(maxFailures, System::nanoTime);
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
            return Optional.of(database.transaction(transaction -> {
                var role = firstAdmin.roleOfNew(transaction, user.email());
                long id = transaction.insert("""
                                INSERT INTO users (email, password_hash, role, created_at)
                                VALUES (?, ?, ?, UTC_TIMESTAMP(3))""", user.email(), hash, role.text());
                return User.find(transaction, id).orElseThrow();
            }));
        } catch (Database.Duplicate e) {
            return Optional.empty();
        }
    }

    Response me(Request request) {
        var user = database.one(
                        User.SELECT + "AND id = ?", User::read, request.caller().id())
                .orElseThrow(() -> Problem.unauthorized("account-gone", "This account no longer exists."));
        return Response.ok("Your account", user);
    }

    /** A page of all accounts, the oldest first. */
    Response list(Request request) {
        return Page.of(request).list(database, "Accounts", """
                SELECT id, email, role, created_at,
                    (SELECT COUNT(*) FROM users WHERE deleted_at IS NULL) AS total_rows
                FROM users
                WHERE deleted_at IS NULL
                ORDER BY id
                LIMIT ? OFFSET ?
                """, User::read);
    }

    /** For order: an admin orders only for an account that exists. */
    Response exists(Request request) {
        var user = database.one(User.SELECT + "AND id = ?", User::read, request.id("id"));
        return Response.ok("Whether the account exists", user.isPresent());
    }

    /** The body of PUT /users/{id}/role. Only programs have the role service. */
    private record NewRole(String role) {
        NewRole {
            var check = new Check();
            check.present("role", role);
            boolean isForUsers =
                    Role.named(role).filter(named -> named != Role.SERVICE).isPresent();
            check.that(role == null || isForUsers, "role", "unknown-role", "must be customer, staff or admin");
            check.done();
        }
    }

    Response changeRole(Request request) {
        long id = request.id("id");
        var role = Role.named(request.body(NewRole.class).role()).orElseThrow();
        var user = database.transaction(transaction -> changeRole(transaction, id, role));
        return Response.ok("Role changed", user);
    }

    private User changeRole(Transaction transaction, long id, Role role) {
        var user = lockForChange(transaction, id);
        if (user.role() == role) return user;
        refuseLastAdmin(transaction, user);
        transaction.update("UPDATE users SET role = ? WHERE id = ?", role.text(), id);
        sessions.endAll(transaction, id, ""); // their tokens have the old role
        return User.find(transaction, id).orElseThrow();
    }

    /** Changes of roles and deletions run one after another until the commit, so at least one admin stays. */
    static User lockForChange(Transaction transaction, long id) {
        transaction.update("UPDATE role_changes SET made = made + 1 WHERE id = 1");
        return User.find(transaction, id)
                .orElseThrow(() -> Problem.notFound("no-such-user", "There is no account " + id + "."));
    }

    /** The caller has called {@link #lockForChange}, so the number of admins stays. */
    static void refuseLastAdmin(Transaction transaction, User user) {
        var others = "SELECT id FROM users WHERE role = 'admin' AND id <> ? LIMIT 1";
        if (user.role() != Role.ADMIN
                || transaction.one(others, row -> true, user.id()).isPresent()) return;
        throw Problem.conflict("last-admin", "This is the last admin; make another one first.");
    }
}
