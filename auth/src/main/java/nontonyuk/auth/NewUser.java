package nontonyuk.auth;

import nontonyuk.common.Check;

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
        check.present("password", password);
        if (password != null) {
            check.that(
                    password.codePointCount(0, password.length()) >= Passwords.SHORTEST,
                    "password",
                    "too-short",
                    "must have at least " + Passwords.SHORTEST + " characters");
            check.that(
                    Passwords.fits(password),
                    "password",
                    "too-long",
                    "must have at most " + Passwords.LONGEST_BYTES + " bytes in UTF-8");
            check.that(
                    Passwords.isText(password),
                    "password",
                    "bad-character",
                    "must not have the character NUL or halves of characters");
        }
        check.done();
    }
}
