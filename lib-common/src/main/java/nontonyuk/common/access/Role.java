package nontonyuk.common.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is allowed to be; it travels in the token's {@code role} claim, in lower case. */
public enum Role {
    CUSTOMER,
    STAFF,
    ADMIN,
    /** Not a person: one of our own services, calling another. */
    SERVICE;

    /** The role of that name, or nothing where there is none. */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(role -> role.text().equals(name)).findFirst();
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
