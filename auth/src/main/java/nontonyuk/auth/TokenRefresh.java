package nontonyuk.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Gives a new access token for a refresh token, and a new refresh token with it: each is good once (RFC 9700 §4.14.2).
 * A second use means that somebody has a copy, and nobody can tell whether the thief or the owner is asking: so the
 * whole session ends, and the owner logs in again.
 *
 * <p>But an answer can get lost, and then an honest owner asks again. So within ten seconds of its first use, and as
 * long as its successor wasn't used, an old token gives <em>the same</em> successor again: it is computed from the old
 * one, not made anew. A session therefore has one line of descent and never two. A thief who is that quick has the
 * owner's own token in hand, no second one, and whoever of the two uses it last ends the session for both.
 */
final class TokenRefresh {
    private final Database database;
    private final Sessions sessions;

    TokenRefresh(Database database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    /** Whose token it is. */
    private record Owner(String sid, long userId) {
        static Owner read(ResultSet row) throws SQLException {
            return new Owner(row.getString("sid"), row.getLong("user_id"));
        }
    }

    Response renew(Request request) {
        var given = new RefreshToken(request.body(Renewal.class).refreshToken());
        var session = database.transaction(transaction -> renew(transaction, given))
                .orElseThrow(() -> Problem.unauthenticated(
                        "refresh-reused", "This token was used before; its session has" + " ended, log in again."));
        return sessions.response("Token refreshed", session);
    }

    /** Nothing where the token was used before: then the end of its session is to be stored. */
    private Optional<Session> renew(Transaction transaction, RefreshToken given) {
        var owner = transaction
                .one("""
                                SELECT sid, user_id
                                FROM refresh_tokens
                                JOIN sessions USING (sid)
                                WHERE token_hash = ?""", Owner::read, given.hash())
                .orElseThrow(() -> Problem.unauthenticated("refresh-invalid", "This is no refresh token of ours."));
        // The session's row is held from here on: uses of its tokens come one after another.
        if (!sessions.goOn(transaction, owner.sid())) {
            throw Problem.unauthenticated("session-ended", "The session has ended; log in again.");
        }
        var next = successor(transaction, given, owner.sid());
        if (next.isEmpty()) {
            sessions.end(transaction, owner.sid());
            return Optional.empty();
        }
        var user = transaction.one(Users.BY_ID, User::read, owner.userId()).orElseThrow();
        return Optional.of(new Session(user, owner.sid(), next.get()));
    }

    private Optional<RefreshToken> successor(Transaction transaction, RefreshToken given, String sid) {
        var seed = RefreshToken.seed();
        int firstUses = transaction.update("""
                        UPDATE refresh_tokens
                        SET used_at = UTC_TIMESTAMP(3), seed = ?
                        WHERE token_hash = ?
                          AND used_at IS NULL""", seed, given.hash());
        if (firstUses == 0) return successorAgain(transaction, given);
        sessions.forgetUsed(transaction, sid);
        var next = given.next(seed);
        transaction.update("""
                INSERT INTO refresh_tokens (token_hash, sid, generation)
                SELECT ?, sid, generation + 1
                FROM refresh_tokens
                WHERE token_hash = ?""", next.hash(), given.hash());
        return Optional.of(next);
    }

    private static Optional<RefreshToken> successorAgain(Transaction transaction, RefreshToken given) {
        return transaction.one("""
                        SELECT old.seed
                        FROM refresh_tokens old
                        JOIN refresh_tokens next
                          ON next.sid = old.sid AND next.generation = old.generation + 1
                        WHERE old.token_hash = ?
                          AND old.used_at > UTC_TIMESTAMP(3) - INTERVAL 10 SECOND
                          AND next.used_at IS NULL""", row -> row.getString("seed"), given.hash()).map(given::next);
    }
}
