package nontonyuk.auth;

import nontonyuk.common.access.Role;
import nontonyuk.common.problem.Check;

/** The body of PUT /users/{id}/role. Only our own programs are services. */
record NewRole(String role) {
    NewRole {
        var check = new Check();
        check.present("role", role);
        var isPersons = Role.named(role).filter(named -> named != Role.SERVICE).isPresent();
        check.that(role == null || isPersons, "role", "unknown-role", "must be customer, staff or admin");
        check.done();
    }

    Role asRole() {
        return Role.named(role).orElseThrow();
    }
}
