package nontonyuk.auth;

import nontonyuk.common.problem.Check;

/** The body of POST /service-token, with the fields of RFC 6749 §4.4. */
record ClientCredentials(String grantType, String clientId, String clientSecret) {
    ClientCredentials {
        var check = new Check();
        check.present("grant_type", grantType);
        check.that(
                grantType == null || grantType.equals("client_credentials"),
                "grant_type",
                "unsupported-grant",
                "must be client_credentials");
        check.present("client_id", clientId);
        check.present("client_secret", clientSecret);
        check.done();
    }
}
