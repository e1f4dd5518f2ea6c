package nontonyuk.auth;

import nontonyuk.common.problem.Check;

/** The body of POST /token/refresh. */
record Renewal(String refreshToken) {
    Renewal {
        var check = new Check();
        check.present("refresh_token", refreshToken);
        check.done();
    }
}
