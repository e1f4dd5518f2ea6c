package nontonyuk.auth;

import nontonyuk.common.problem.Check;

/** The body of POST /login. Whatever else is wrong with it, it is a wrong email or password. */
record Login(String email, String password) {
    Login {
        var check = new Check();
        check.present("email", email);
        check.present("password", password);
        check.done();
    }
}
