package nontonyuk.auth;

import nontonyuk.common.problem.Check;

/** The body of POST /register. Who registers doesn't choose the role. */
record NewUser(String email, String password) {
    NewUser {
        var check = new Check();
        email = check.text("email", email == null ? null : Email.normal(email), Email.LONGEST);
        check.that(
                email == null || email.isEmpty() || Email.isOne(email),
                "email",
                "not-an-email",
                "must be an address such as ani@example.com");
        Passwords.check(check, "password", password);
        check.done();
    }
}
