package nontonyuk.auth;

import nontonyuk.common.access.Role;
import nontonyuk.common.http.Request;
import nontonyuk.common.http.Response;
import nontonyuk.common.problem.Check;
import nontonyuk.common.problem.Problem;
import nontonyuk.common.sql.Database;
import nontonyuk.common.sql.Transaction;

/** Changes the roles of accounts. At least one admin always stays. */
final class Roles {
    private final Database database;
    private final Sessions sessions;

    Roles(Database database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
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

        Role asRole() {
            return Role.named(role).orElseThrow();
        }
    }

    Response change(Request request) {
        long id = request.id("id");
        var role = request.body(NewRole.class).asRole();
        var user = database.transaction(transaction -> change(transaction, id, role));
        return Response.ok("Role changed", user);
    }

    private User change(Transaction transaction, long id, Role role) {
        // This UPDATE locks its row, so role changes run one after another and see each other.
        transaction.update("UPDATE role_changes SET made = made + 1 WHERE id = 1");
        var user = transaction
                .one(User.SELECT + "WHERE id = ?", User::read, id)
                .orElseThrow(() -> Problem.notFound("no-such-user", "There is no account " + id + "."));
        if (user.role() == role) return user;
        int changed = transaction.update("""
                        UPDATE users
                        JOIN (SELECT COUNT(*) AS others
                              FROM users
                              WHERE role = 'admin'
                                AND id <> ?) admins
                        SET role = ?
                        WHERE id = ?
                          AND (role <> 'admin' OR others > 0)""", id, role.text(), id);
        if (changed == 0) {
            throw Problem.conflict("last-admin", "This is the last admin; make another one first.");
        }
        sessions.endAll(transaction, id); // their tokens have the old role
        return transaction.one(User.SELECT + "WHERE id = ?", User::read, id).orElseThrow();
    }
}
