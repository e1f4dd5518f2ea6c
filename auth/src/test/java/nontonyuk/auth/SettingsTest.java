package nontonyuk.auth;

import static org.junit.jupiter.api.Assertions.*;

import nontonyuk.common.Settings;
import nontonyuk.sql.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({
        "BCRYPT_COST, 3, 'BCRYPT_COST must be a whole number from 4 to 16, not \"3\"'",
        "BCRYPT_COST, 17, 'BCRYPT_COST must be a whole number from 4 to 16, not \"17\"'",
        "TOKEN_MINUTES, 0, 'TOKEN_MINUTES must be a whole number from 1 to 1440, not \"0\"'",
        "REFRESH_DAYS, 0, 'REFRESH_DAYS must be a whole number from 1 to 365, not \"0\"'",
        "KEY_DAYS, 0, 'KEY_DAYS must be a whole number from 1 to 3650, not \"0\"'",
        "LOGIN_TRIES, 0, 'LOGIN_TRIES must be a whole number from 1 to 1000, not \"0\"'",
        "ADMIN_EMAIL, boss, 'ADMIN_EMAIL must be an email address, not \"boss\"'",
        "GATEWAY_CLIENT_SECRET, fifteen letters, 'GATEWAY_CLIENT_SECRET must have at least 16 characters; `openssl rand -hex 24`, or `[guid]::NewGuid()` in PowerShell, makes a random value'",
        "GATEWAY_CLIENT_SECRET, '', 'GATEWAY_CLIENT_SECRET is not set; put it into the environment or into .env (see .env.example)'",
        "ORDER_CLIENT_SECRET, change-me, 'ORDER_CLIENT_SECRET is a placeholder still; `openssl rand -hex 24`, or `[guid]::NewGuid()` in PowerShell, makes a random value'",
        "ORDER_CLIENT_SECRET, '', 'ORDER_CLIENT_SECRET is not set; put it into the environment or into .env (see .env.example)'",
    })
    void a_setting_that_cannot_be_used_is_named(String name, String value, String message) {
        var nowhere = new TestDatabase("auth", "jdbc:none", "nobody", "");
        var settings = Settings.of(TestAuth.settings(nowhere, name, value));
        var invalid = assertThrows(
                Settings.Invalid.class, () -> AuthService.routes(settings, null, AuthService.keys(settings, null)));
        assertEquals(message, invalid.getMessage());
    }
}
