package nontonyuk.auth;

import nontonyuk.common.Settings;
import nontonyuk.common.access.Role;
import nontonyuk.common.sql.Transaction;

/**
 * Who becomes the admin: the first account ever made, or, where {@code ADMIN_EMAIL} is set, the account of that email
 * and no other. It is decided once, when an account is made.
 */
final class FirstAdmin {
    private final String adminEmail;

    /** An empty text where {@code ADMIN_EMAIL} is not set. */
    FirstAdmin(String adminEmail) {
        this.adminEmail = Email.normal(adminEmail);
        if (!adminEmail.isEmpty() && !Email.isOne(this.adminEmail)) {
            throw new Settings.Invalid("ADMIN_EMAIL must be an email address, not \"" + adminEmail + "\"");
        }
    }

    Role roleOfNew(Transaction transaction, String email) {
        // Of two that come at once the second waits here for the first one's commit. With
        // ADMIN_EMAIL as well, so that nobody is the first once that is taken away.
        int changed = transaction.update("""
                        UPDATE first_account
                        SET made = TRUE
                        WHERE made = FALSE""");
        boolean isAdmin = adminEmail.isEmpty() ? changed == 1 : adminEmail.equals(email);
        return isAdmin ? Role.ADMIN : Role.CUSTOMER;
    }
}
