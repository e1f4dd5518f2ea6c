package nontonyuk.auth;

import java.time.Duration;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.common.token.TokenVerifier;

/**
 * Logins: each begins a session, whose name is in all its tokens, and which ends by logging out, by a change of
 * password or role, or when its refresh token runs out. An access token can't be called back, but all services ask
 * whether its session has ended: here in the database, elsewhere by a copy of the list that we publish.
 */
final class Sessions implements TokenVerifier.Sessions {
    private static final int SID_BYTES = 16;

    private final Database database;
    private final Tokens tokens;
    private final int refreshDays;

    Sessions(Database database, Tokens tokens, int refreshDays) {
        this.database = database;
        this.tokens = tokens;
        this.refreshDays = refreshDays;
    }

    /** A new one; the caller holds the user's row, so that password and role are still the same. */
    Session begin(Transaction transaction, User user) {
        forgetOld(transaction);
        var session = new Session(user, RefreshToken.randomText(SID_BYTES), RefreshToken.random());
        transaction.update(
                """
                INSERT INTO sessions (sid, user_id, started_at, expires_at, access_until)
                VALUES (?, ?, UTC_TIMESTAMP(3),
                        UTC_TIMESTAMP(3) + INTERVAL ? DAY, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)""", session.sid(), user.id(), refreshDays, tokens.userLife().toSeconds());
        transaction.update("""
                INSERT INTO refresh_tokens (token_hash, sid, generation)
                VALUES (?, ?, 0)""", session.refreshToken().hash(), session.sid());
        return session;
    }

    /** Each login takes more away than it brings, so nothing piles up. */
    private static void forgetOld(Transaction transaction) {
        transaction.update("""
                DELETE FROM sessions
                WHERE expires_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY
                ORDER BY expires_at
                LIMIT 5""");
    }

    /** The answer to a login, or to a refresh token. */
    Response response(String message, Session session) {
        return Tokens.response(
                message, tokens.forSession(session, Duration.ofDays(refreshDays).toSeconds()));
    }

    /**
     * Goes on with a session, for the time of another access and refresh token. False where it has ended. Whoever uses
     * one of its tokens at the same time waits here until this is committed. An access token made while
     * {@code TOKEN_MINUTES} was higher may outlive the one made now.
     */
    boolean goOn(Transaction transaction, String sid) {
        int changed = transaction.update("""
                        UPDATE sessions
                        SET expires_at = UTC_TIMESTAMP(3) + INTERVAL ? DAY,
                            access_until = GREATEST(
                                access_until, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
                        WHERE sid = ?
                          AND ended_at IS NULL
                          AND expires_at > UTC_TIMESTAMP(3)""", refreshDays, tokens.userLife().toSeconds(), sid);
        return changed == 1;
    }

    /**
     * Used refresh tokens are kept only for as long as they would have been good. Each use brings one, and takes the
     * two oldest away at most: so nothing piles up, and none of the many between is looked at.
     */
    void forgetUsed(Transaction transaction, String sid) {
        int oldest = transaction.one("""
                                SELECT MIN(generation)
                                FROM refresh_tokens
                                WHERE sid = ?""", row -> row.getInt(1), sid).orElseThrow();
        transaction.update("""
                DELETE FROM refresh_tokens
                WHERE sid = ?
                  AND generation BETWEEN ? AND ?
                  AND used_at < UTC_TIMESTAMP(3) - INTERVAL ? DAY""", sid, oldest, oldest + 1, refreshDays);
    }

    /** How many it ended: one, or none where it had ended before. */
    int end(Transaction transaction, String sid) {
        return transaction.update("""
                UPDATE sessions
                SET ended_at = UTC_TIMESTAMP(3)
                WHERE sid = ?
                  AND ended_at IS NULL""", sid);
    }

    void endAll(Transaction transaction, long userId) {
        endOthers(transaction, userId, "");
    }

    /** All of a user's, but for one. */
    void endOthers(Transaction transaction, long userId, String spared) {
        transaction.update("""
                UPDATE sessions
                SET ended_at = UTC_TIMESTAMP(3)
                WHERE user_id = ?
                  AND sid <> ?
                  AND ended_at IS NULL""", userId, spared);
    }

    Response logout(Request request) {
        database.transaction(transaction -> end(transaction, request.caller().session()));
        return Response.noContent();
    }

    @Override
    public boolean hasEnded(String sid) {
        return database.one("""
                        SELECT sid
                        FROM sessions
                        WHERE sid = ?
                          AND ended_at IS NOT NULL""", row -> row.getString("sid"), sid).isPresent();
    }

    /** Those that an access token may still be good for; a minute covers clocks that differ. */
    Response ended(Request request) {
        var ended = database.list("""
                        SELECT sid
                        FROM sessions
                        WHERE ended_at IS NOT NULL
                          AND access_until > UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE
                        ORDER BY sid""", row -> row.getString("sid"));
        return Response.ok("Ended sessions", ended).with("Cache-Control", "public, max-age=1");
    }
}
