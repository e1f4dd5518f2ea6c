package nontonyuk.labs.check;

import static org.junit.jupiter.api.Assertions.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nontonyuk.common.problem.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the report for programs. */
class ResultJsonTest {
    @Test
    void it_has_all_facts_in_the_order_of_the_format(@TempDir Path root) throws IOException {
        try (var lab = new FakeLab(root)) {
            lab.texts("""
                    1.2.name = at once, a seat is sold once
                    1.2.did = {buyers} customers ordered
                    1.2.expected = one 201
                    sold-twice.came = {sold} × 201
                    sold-twice.means = Two customers have one chair.
                    sold-twice.look = the hand-out
                    """);
            var report = lab.check(
                    Property.of("1.1", 10, trial -> {}),
                    Property.of("1.2", 20, trial -> {
                        trial.saw("overlap", 17, 8);
                        trial.saw("overlap", 19, 8);
                        trial.traces("7f3a");
                        trial.tell("buyers", 24).tell("sold", 2).wrong("sold-twice");
                    }),
                    Property.of("own", 20, trial -> {}, "1.2"));
            var file = root.resolve("result.json");
            ResultJson.write(file, report, new Origin("13521001", "if3230", "sha256:1", "sha256:2"));
            var text = Files.readString(file);
            var begin = """
                    {"format":1,"lab":"99-fake","student":"13521001","course":"if3230","main":"sha256:1",\
                    "work":"sha256:2","status":"fail","message":null,"seed":"5d1f09c2","seconds":""";
            assertEquals(begin, text.substring(0, begin.length()));
            var json = Json.readLenient(text.getBytes(), JsonNode.class);
            assertEquals("10 of 50", json.path("score") + " of " + json.path("max_score"));
            var failed = json.path("properties").path(1).toString();
            assertEquals("""
                    {"id":"1.2","task":1,"name":"at once, a seat is sold once","status":"fail","score":0,"max_score":20,\
                    "code":"sold-twice","did":"24 customers ordered","expected":"one 201","came":"2 × 201",\
                    "means":"Two customers have one chair.","look":["the hand-out"],"traces":["7f3a"],\
                    "proof":{"rounds":2,"overlap":19,"needed":8},"seconds":#}""", failed.replaceAll("[0-9.]+}$", "#}"));
            var own = json.path("properties").path(2);
            assertEquals(List.of("2", "\"not_tried\""), List.of("" + own.path("task"), "" + own.path("status")));
        }
    }
}
