package nontonyuk.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import nontonyuk.common.Settings;
import nontonyuk.common.Sha256;
import nontonyuk.common.access.Role;
import nontonyuk.common.sql.Transaction;

/**
 * Decides whether a new account is the admin. It is the very first account, or, if {@code ADMIN_EMAIL} is set, only the
 * account with that email. Each email counts once: a deleted account makes its email free for another registration.
 */
final class FirstAdmin {
    private final String adminEmail;

    FirstAdmin(String adminEmail) {
        this.adminEmail = Email.normal(adminEmail);
        if (!adminEmail.isEmpty() && !Email.isValid(this.adminEmail)) {
            throw new Settings.Invalid("ADMIN_EMAIL must be an email address, not \"" + adminEmail + "\"");
        }
    }

    Role roleOfNew(Transaction transaction, String email) {
        // The second of two parallel registrations waits here for the first one's commit. The row changes even with
        // ADMIN_EMAIL, so a later registration is not the first when that setting is removed.
        int changed = transaction.update("""
                        UPDATE first_account
                        SET made = TRUE
                        WHERE made = FALSE""");
        boolean isAdmin = adminEmail.isEmpty() ? changed == 1 : adminEmail.equals(email) && isNew(transaction, email);
        return isAdmin ? Role.ADMIN : Role.CUSTOMER;
    }

    private static boolean isNew(Transaction transaction, String email) {
        var sql = "INSERT IGNORE INTO named_admins (email_sha256) VALUES (?)";
        return transaction.update(sql, Sha256.hex(email.getBytes(UTF_8))) == 1;
    }
}
