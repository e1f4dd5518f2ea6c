package nontonyuk.auth;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;
import nontonyuk.common.token.TokenVerifier;

/**
 * The sessions of users. A login begins a session; its {@code sid} is in all its tokens. A logout, a new password, a
 * new role, or an expired refresh token ends it. An access token can't be revoked, so all services check whether its
 * session has ended: auth in its database, the others in a copy of the list that auth publishes.
 */
final class Sessions implements TokenVerifier.Sessions {
    private final Database database;
    private final Tokens tokens;
    private final int refreshDays;

    Sessions(Database database, Tokens tokens, int refreshDays) {
        this.database = database;
        this.tokens = tokens;
        this.refreshDays = refreshDays;
    }

    /** A session with its newest refresh token. */
    record Session(User user, String sid, RefreshToken refreshToken) {}

    /** The caller has locked the user's row, so the password and the role can't change before the commit. */
    Session begin(Transaction transaction, User user) {
        // Each login deletes up to five old sessions, so the table does not grow.
        transaction.update("""
                DELETE FROM sessions
                WHERE expires_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY
                ORDER BY expires_at
                LIMIT 5""");
        var session = new Session(user, RefreshToken.randomText(16), RefreshToken.random());
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

    /** {@code refreshExpiresIn} is in seconds. */
    private record SessionTokens(@JsonUnwrapped Tokens.Token access, String refreshToken, long refreshExpiresIn) {}

    /** The answer to a login or a refresh. */
    Response response(String message, Session session) {
        var access = tokens.forUser(session.user, session.sid);
        long seconds = Duration.ofDays(refreshDays).toSeconds();
        return Tokens.response(message, new SessionTokens(access, session.refreshToken.text(), seconds));
    }

    /**
     * Extends a session by the life of new tokens; false if it has ended. It locks the session's row until the commit,
     * so refreshes of one session run one after another. {@code GREATEST} is for a lower {@code TOKEN_MINUTES}: an old
     * access token may expire after the new one.
     */
    boolean extend(Transaction transaction, String sid) {
        return transaction.update("""
                        UPDATE sessions
                        SET expires_at = UTC_TIMESTAMP(3) + INTERVAL ? DAY,
                            access_until = GREATEST(
                                access_until, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
                        WHERE sid = ?
                          AND ended_at IS NULL
                          AND expires_at > UTC_TIMESTAMP(3)""", refreshDays, tokens.userLife().toSeconds(), sid) == 1;
    }

    /**
     * Deletes used refresh tokens that have expired. Each refresh adds one token and deletes up to two of the oldest,
     * so the table does not grow. It reads no row between them.
     */
    void deleteUsed(Transaction transaction, String sid) {
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

    /** Returns 1, or 0 if the session had ended before. */
    int end(Transaction transaction, String sid) {
        return transaction.update("""
                UPDATE sessions
                SET ended_at = UTC_TIMESTAMP(3)
                WHERE sid = ?
                  AND ended_at IS NULL""", sid);
    }

    /** Ends all sessions of a user except one; an empty {@code except} is none. */
    void endAll(Transaction transaction, long userId, String except) {
        transaction.update("""
                UPDATE sessions
                SET ended_at = UTC_TIMESTAMP(3)
                WHERE user_id = ?
                  AND sid <> ?
                  AND ended_at IS NULL""", userId, except);
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

    /** The ended sessions whose access tokens may still be valid. One minute more, because clocks differ. */
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
