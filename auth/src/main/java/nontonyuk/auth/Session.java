package nontonyuk.auth;

/** A login that goes on: whose it is, its name, and the refresh token that is good now. */
record Session(User user, String sid, RefreshToken refreshToken) {}
