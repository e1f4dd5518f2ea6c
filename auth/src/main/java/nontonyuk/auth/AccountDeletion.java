package nontonyuk.auth;

import java.util.Arrays;
import java.util.stream.Collectors;
import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/**
 * Deletes accounts: the email and the password go, and all sessions end. The orders stay for the books, with the number
 * of the account only.
 *
 * <p>An account with paid orders for future showtimes stays. A token may outlive its account for five seconds, and pay
 * an order then. So order reads the list of deleted accounts, and cancels and refunds such orders.
 */
final class AccountDeletion {
    private final Database database;
    private final Logins logins;
    private final Sessions sessions;
    private final ServiceClient order;
    private final Tokens tokens;

    AccountDeletion(Database database, Logins logins, Sessions sessions, ServiceClient order, Tokens tokens) {
        this.database = database;
        this.logins = logins;
        this.sessions = sessions;
        this.order = order;
        this.tokens = tokens;
    }

    /** The body of DELETE /me. */
    private record Confirmation(@AsTyped String password) {
        Confirmation {
            var check = new Check();
            check.present("password", password);
            check.done();
        }
    }

    Response own(Request request) {
        var password = request.body(Confirmation.class).password();
        var verified = logins.verified(request, password, "The password is wrong.");
        return delete(verified.user().id(), verified.passwordHash());
    }

    Response byAdmin(Request request) {
        return delete(request.id("id"), null);
    }

    /** Order is asked before the transaction: no row is locked while auth waits for another service. */
    private Response delete(long id, String passwordHash) {
        refuseUpcomingOrders(id);
        database.transaction(transaction -> delete(transaction, id, passwordHash));
        return Response.noContent();
    }

    private User delete(Transaction transaction, long id, String passwordHash) {
        var user = Users.lockForChange(transaction, id);
        Users.refuseLastAdmin(transaction, user);
        int changed = transaction.update("""
                        UPDATE users
                        SET email = CONCAT('deleted ', id),
                            password_hash = '',
                            role = 'customer',
                            deleted_at = UTC_TIMESTAMP(3)
                        WHERE id = ?
                          AND (? IS NULL OR password_hash = ?)""", id, passwordHash, passwordHash);
        if (changed == 0) throw Tokens.refused("The password was changed just now.");
        sessions.endAll(transaction, id, "");
        return user;
    }

    /** Auth signs its own service token. Throws the 503 {@code order-unavailable} when order is away. */
    private void refuseUpcomingOrders(long id) {
        var authorization = "Bearer " + tokens.forService("auth").accessToken();
        var orders = order.get("/users/" + id + "/upcoming-orders", authorization, long[].class);
        if (orders.length == 0) return;
        var list = Arrays.stream(orders).mapToObj(Long::toString).collect(Collectors.joining(", "));
        throw Problem.conflict("upcoming-orders", "The account has paid orders for future showtimes: " + list + ".");
    }

    /** The accounts deleted within the last two days. A token expires after one day at most. */
    Response list(Request request) {
        var ids = database.list("""
                        SELECT id
                        FROM users
                        WHERE deleted_at > UTC_TIMESTAMP(3) - INTERVAL 2 DAY
                        ORDER BY id""", row -> row.getLong("id"));
        return Response.ok("Deleted accounts", ids);
    }
}
