package nontonyuk.common.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The role of a caller. The token's {@code role} claim holds it in lower case. */
public enum Role {
    CUSTOMER,
    STAFF,
    ADMIN,
    /** One of our own services, which calls another one. */
    SERVICE;

    /** The role with this name in lower case, or empty if there is none. */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(role -> role.text().equals(name)).findFirst();
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
