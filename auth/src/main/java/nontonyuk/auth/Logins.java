package nontonyuk.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Handlers for logging in with a password and for changing the password. */
final class Logins {
    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final LoginThrottle loginThrottle;
    private final LoginThrottle changeThrottle;
    private final ClientAddress clients;

    Logins(Database database, Passwords passwords, Sessions sessions, int maxFailures, ClientAddress clients) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        // Two throttles: a login counts any text, so a stranger could type the number of an account there.
        this.loginThrottle = new LoginThrottle(maxFailures, System::nanoTime);
        this.changeThrottle = new LoginThrottle(maxFailures, System::nanoTime);
        this.clients = clients;
    }

    record Account(User user, String passwordHash) {
        static final String SELECT = """
                SELECT id, email, role, created_at, password_hash
                FROM users
                WHERE deleted_at IS NULL
                """;

        static Account read(ResultSet row) throws SQLException {
            return new Account(User.read(row), row.getString("password_hash"));
        }
    }

    /** The body of POST /login. Any email and password are allowed here; they are right or wrong. */
    private record Login(String email, @AsTyped String password) {
        Login {
            var check = new Check();
            check.present("email", email);
            check.present("password", password);
            check.done();
        }
    }

    Response login(Request request) {
        var login = request.body(Login.class);
        var email = Email.normal(login.email());
        var account = database.one(Account.SELECT + "AND email = ?", Account::read, email);
        var session = loginThrottle
                .check(email, clients.of(request), () -> verify(login.password(), account))
                .flatMap(verified -> begin(verified, login.password()))
                .orElseThrow(() -> Tokens.refused("Email or password is wrong."));
        return sessions.response("Login successful", session);
    }

    /** The account if the password is right. An unknown email takes the same time, so the time does not show it. */
    private Optional<Account> verify(String password, Optional<Account> account) {
        var hash = account.map(Account::passwordHash).orElse(passwords.dummyHash());
        boolean matches = passwords.match(password, hash);
        return account.filter(found -> matches);
    }

    /** No bcrypt runs while the row is locked. If the hash has changed meanwhile, it is read and verified again. */
    private Optional<Sessions.Session> begin(Account verified, String password) {
        var newHash = passwords.rehash(password, verified.passwordHash());
        return database.transaction(transaction -> begin(transaction, verified, newHash))
                .or(() -> verifyAgain(password, verified).flatMap(account -> begin(account, password)));
    }

    /**
     * Locks the account until the commit, so its password and role can't change before it. Returns nothing if the hash
     * has changed; a deleted account has none.
     */
    private Optional<Sessions.Session> begin(Transaction transaction, Account verified, Optional<String> newHash) {
        int locked = transaction.update("""
                        UPDATE users
                        SET logins = logins + 1
                        WHERE id = ?
                          AND password_hash = ?""", verified.user().id(), verified.passwordHash());
        if (locked == 0) return Optional.empty();
        newHash.ifPresent(hash -> replaceHash(transaction, verified, hash));
        return User.find(transaction, verified.user().id()).map(user -> sessions.begin(transaction, user));
    }

    /** The new hash may be of the same password, because another login has renewed it. */
    private Optional<Account> verifyAgain(String password, Account account) {
        return verify(password, find(account.user().id()));
    }

    private Optional<Account> find(long id) {
        return database.one(Account.SELECT + "AND id = ?", Account::read, id);
    }

    /** Changes nothing and returns false if the hash is no longer the verified one. */
    private static boolean replaceHash(Transaction transaction, Account verified, String hash) {
        return transaction.update("""
                        UPDATE users
                        SET password_hash = ?
                        WHERE id = ?
                          AND password_hash = ?
                        """, hash, verified.user().id(), verified.passwordHash()) == 1;
    }

    /** The body of POST /password. */
    private record NewPassword(@AsTyped String oldPassword, String newPassword) {
        NewPassword {
            var check = new Check();
            check.present("old_password", oldPassword);
            Passwords.check(check, "new_password", newPassword);
            boolean isSame = oldPassword != null
                    && newPassword != null
                    && Passwords.prepared(newPassword).equals(Passwords.prepared(oldPassword));
            check.that(!isSame, "new_password", "same", "must not be the old one");
            check.done();
        }
    }

    /** Ends all other sessions of the user: a thief who knew the old password is logged out. */
    Response changePassword(Request request) {
        var change = request.body(NewPassword.class);
        var verified = verified(request, change.oldPassword(), "The old password is wrong.");
        var hash = passwords.hash(change.newPassword());
        var except = request.caller().session();
        boolean isStored = store(verified, hash, except)
                || verifyAgain(change.oldPassword(), verified)
                        .filter(again -> store(again, hash, except))
                        .isPresent();
        if (!isStored) throw Tokens.refused("The old password was changed just now.");
        return Response.noContent();
    }

    /** The caller's account, or the 401 with this text. The throttle stops guesses by a thief with an access token. */
    Account verified(Request request, String password, String refusal) {
        long id = request.caller().id();
        var account = find(id);
        return changeThrottle
                .check(Long.toString(id), clients.of(request), () -> verify(password, account))
                .orElseThrow(() -> Tokens.refused(refusal));
    }

    private boolean store(Account verified, String hash, String except) {
        return database.transaction(transaction -> {
            boolean isReplaced = replaceHash(transaction, verified, hash);
            if (isReplaced) sessions.endAll(transaction, verified.user().id(), except);
            return isReplaced;
        });
    }
}
