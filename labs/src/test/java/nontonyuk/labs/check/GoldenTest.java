package nontonyuk.labs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @Test
    void what_a_run_draws_is_no_part_of_a_golden_text(@TempDir Path root) throws Exception {
        try (var lab = new FakeLab(root)) {
            lab.texts("""
                    1.1.did = {buyers} customers sent {"seats":["{seat}"]} for senja-7f3a91
                    overlap.saw = {most} at once
                    sold-twice.came = {sold} × 201 (orders 71, 72, 7f3a, …), \\u0041
                    sold-twice.means = Two customers have one chair.
                    sold-twice.look = 002_seat_claims.sql
                    """);
            var report = lab.check(Property.of("1.1", 10, trial -> {
                trial.saw("overlap", 19, 8);
                trial.tell("buyers", 24).tell("seat", "C7").tell("sold", 9).wrong("sold-twice");
            }));
            var golden = Golden.text(report, report.firstFailure().orElseThrow());
            assertEquals("""
                    1.1 sold-twice

                    we did: # customers sent {"seats":["#"]} for #
                    it was so: # at once
                    came: # × # (orders #), A
                    that means: Two customers have one chair.
                    look at: #_seat_claims.sql
                    """, golden);
            assertEquals(golden.substring(16), Golden.normal(golden.substring(16)));
        }
    }
}
