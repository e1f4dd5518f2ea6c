package nontonyuk.auth;

import java.util.Optional;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Exchanges a refresh token for a new access token and a new refresh token. Each refresh token is valid once (RFC 9700
 * §4.14.2). A second use shows that a thief has a copy. The service can't tell the thief from the owner. So it ends the
 * session, and the owner logs in again.
 *
 * <p>An honest client also sends a token twice if it lost the answer. So a used token gives <em>the same</em> successor
 * again for ten seconds, until the successor is used. The successor is computed from the token, so a session has one
 * newest token and never two. A thief within those seconds gets the owner's token, and the second use of it ends the
 * session for both.
 */
final class TokenRefresh {
    private final Database database;
    private final Sessions sessions;

    TokenRefresh(Database database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    private record Owner(String sid, long userId) {}

    /** The body of POST /token/refresh. */
    private record GivenToken(String refreshToken) {
        GivenToken {
            var check = new Check();
            check.present("refresh_token", refreshToken);
            check.done();
        }
    }

    Response refresh(Request request) {
        var given = new RefreshToken(request.body(GivenToken.class).refreshToken());
        var session = database.transaction(transaction -> refresh(transaction, given))
                .orElseThrow(() -> Problem.unauthenticated(
                        "refresh-reused", "This token was used before; its session has ended, log in again."));
        return sessions.response("Token refreshed", session);
    }

    /** Nothing if the token was used before: the transaction must commit the end of the session, so it can't throw. */
    private Optional<Sessions.Session> refresh(Transaction transaction, RefreshToken given) {
        var owner = transaction
                .one("""
                                SELECT sid, user_id
                                FROM refresh_tokens
                                JOIN sessions USING (sid)
                                WHERE token_hash = ?""", row -> new Owner(row.getString("sid"), row.getLong("user_id")), given.hash())
                .orElseThrow(() -> Problem.unauthenticated("refresh-invalid", "This refresh token is unknown."));
        boolean isOpen = sessions.extend(transaction, owner.sid());
        if (!isOpen) throw Problem.unauthenticated("session-ended", "The session has ended; log in again.");
        var next = successor(transaction, given, owner.sid());
        if (next.isEmpty()) {
            sessions.end(transaction, owner.sid());
            return Optional.empty();
        }
        var user = User.find(transaction, owner.userId()).orElseThrow();
        return Optional.of(new Sessions.Session(user, owner.sid(), next.get()));
    }

    private Optional<RefreshToken> successor(Transaction transaction, RefreshToken given, String sid) {
        var seed = RefreshToken.randomText(RefreshToken.BYTES);
        int firstUses = transaction.update("""
                        UPDATE refresh_tokens
                        SET used_at = UTC_TIMESTAMP(3), seed = ?
                        WHERE token_hash = ?
                          AND used_at IS NULL""", seed, given.hash());
        if (firstUses == 0) return successorAgain(transaction, given);
        sessions.deleteUsed(transaction, sid);
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
