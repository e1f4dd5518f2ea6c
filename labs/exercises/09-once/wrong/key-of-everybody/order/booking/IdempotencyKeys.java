package nontonyuk.order.booking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import nontonyuk.common.Sha256;
import nontonyuk.common.http.Request;
import nontonyuk.common.problem.Problem;

public final class IdempotencyKeys {
    private static Reservation reservation(Request request) {
        var key = request.header("Idempotency-Key").orElseThrow();
        if (!key.matches("[!-~]{1,64}")) {
            throw Problem.invalid("Idempotency-Key", "bad-key", "must be 1 to 64 ASCII characters, no spaces");
        }
        var line = request.method() + " " + request.rawPath() + "\n";
        var hash = Sha256.hex(line.getBytes(UTF_8), request.body());
        var lease = UUID.randomUUID().toString();
        return new Reservation(0, key, hash, lease); // one set of keys for all users
    }
}
