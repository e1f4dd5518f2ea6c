package nontonyuk.auth;

import nontonyuk.common.problem.Check;

/** The body of POST /password. */
record NewPassword(String oldPassword, String newPassword) {
    NewPassword {
        var check = new Check();
        check.present("old_password", oldPassword);
        Passwords.check(check, "new_password", newPassword);
        check.that(
                newPassword == null || !newPassword.equals(oldPassword),
                "new_password",
                "same",
                "must not be the old one");
        check.done();
    }
}
