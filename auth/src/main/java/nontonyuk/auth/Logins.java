package nontonyuk.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import nontonyuk.common.http.ClientAddress;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Lets the owners of accounts in by their passwords, and lets them change these. */
final class Logins {
    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final LoginThrottle loginTries;
    private final LoginThrottle changeTries;
    private final ClientAddress clients;

    Logins(Database database, Passwords passwords, Sessions sessions, int tries, ClientAddress clients) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        // Apart: a login is counted by whatever somebody types, also an account's number.
        this.loginTries = new LoginThrottle(tries);
        this.changeTries = new LoginThrottle(tries);
        this.clients = clients;
    }

    private record Account(long id, String passwordHash) {
        static Account read(ResultSet row) throws SQLException {
            return new Account(row.getLong("id"), row.getString("password_hash"));
        }
    }

    Response login(Request request) {
        var login = request.body(Login.class);
        var email = Email.normal(login.email());
        var account = database.one("""
                        SELECT id, password_hash
                        FROM users
                        WHERE email = ?""", Account::read, email);
        var session = loginTries
                .check(email, clients.of(request), () -> ifRight(login.password(), account))
                .flatMap(right -> begin(right, login.password()))
                .orElseThrow(() -> Tokens.refused("Email or password is wrong."));
        return sessions.response("Login successful", session);
    }

    private Optional<Account> ifRight(String password, Optional<Account> account) {
        // Without an account the work is the same, or its time would tell who has one.
        var hash = account.map(Account::passwordHash).orElse(passwords.nobodysHash());
        boolean matches = passwords.match(password, hash);
        return account.filter(found -> matches);
    }

    private Optional<Session> begin(Account account, String password) {
        // Hashed here and not in the transaction, which holds the row.
        var renewed = passwords.renewed(password, account.passwordHash());
        return database.transaction(transaction -> begin(transaction, account, renewed))
                .or(() -> beginAgain(account.id(), password));
    }

    /** The hash is another one by now: another login renewed it, or the password was changed. */
    private Optional<Session> beginAgain(long id, String password) {
        return ifRight(password, byId(id)).flatMap(right -> begin(right, password));
    }

    private Optional<Account> byId(long id) {
        return database.one("""
                SELECT id, password_hash
                FROM users
                WHERE id = ?""", Account::read, id);
    }

    /**
     * The row is held until the session is stored, so that no change of password or role comes in between: whatever
     * changes it later finds the session, and ends it.
     */
    private Optional<Session> begin(Transaction transaction, Account account, Optional<String> renewed) {
        return transaction
                .one("""
                        SELECT id, email, role, created_at
                        FROM users
                        WHERE id = ?
                          AND password_hash = ?
                        FOR UPDATE""", User::read, account.id(), account.passwordHash())
                .map(user -> {
                    renewed.ifPresent(hash -> replace(transaction, account, hash));
                    return sessions.begin(transaction, user);
                });
    }

    /** Ends the user's sessions, but for the one that asks: whoever else had the old one is out. */
    Response changePassword(Request request) {
        var wanted = request.body(NewPassword.class);
        long id = request.caller().id();
        var account = byId(id);
        // A stolen access token must not be good for guessing the password without end.
        var right = changeTries
                .check(Long.toString(id), clients.of(request), () -> ifRight(wanted.oldPassword(), account))
                .orElseThrow(() -> Tokens.refused("The old password is wrong."));
        var hash = passwords.hash(wanted.newPassword());
        var spared = request.caller().session();
        boolean isStored = store(right, hash, spared) || storeAgain(id, wanted, hash, spared);
        if (!isStored) throw Tokens.refused("The old password was changed just now.");
        return Response.noContent();
    }

    /** The old hash is another one by now: mostly because a login has renewed it. */
    private boolean storeAgain(long id, NewPassword wanted, String hash, String spared) {
        return ifRight(wanted.oldPassword(), byId(id))
                .filter(account -> store(account, hash, spared))
                .isPresent();
    }

    private boolean store(Account account, String hash, String spared) {
        return database.transaction(transaction -> {
            if (replace(transaction, account, hash) == 0) return false;
            sessions.endOthers(transaction, account.id(), spared);
            return true;
        });
    }

    private static int replace(Transaction transaction, Account account, String hash) {
        return transaction.update("""
                UPDATE users
                SET password_hash = ?
                WHERE id = ?
                  AND password_hash = ?""", hash, account.id(), account.passwordHash());
    }
}
