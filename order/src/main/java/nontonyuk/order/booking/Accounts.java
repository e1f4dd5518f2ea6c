package nontonyuk.order.booking;

import nontonyuk.common.client.ServiceClient;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.token.ServiceToken;

/** Asks auth about the account for which an admin orders. */
public final class Accounts {
    private final ServiceClient auth;
    private final ServiceToken token;

    public Accounts(ServiceClient auth, ServiceToken token) {
        this.auth = auth;
        this.token = token;
    }

    /** Throws a 422 for an account that does not exist, and a 503 if auth is down. */
    void checkExists(long userId) {
        boolean exists = auth.get("/users/" + userId + "/exists", token.authorization(), Boolean.class);
        if (!exists) throw Problem.invalid("user_id", "no-such-user", "is not the number of an account");
    }
}
