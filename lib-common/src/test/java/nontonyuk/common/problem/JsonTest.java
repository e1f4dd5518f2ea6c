package nontonyuk.common.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.*;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

class JsonTest {
    record Part(Long price) {
        Part {
            var check = new Check();
            check.number("price", price, 0, 9);
            check.done();
        }
    }

    record Whole(String firstName, Long count, Instant startsAt, List<Part> parts, Boolean open) {
        Whole {
            var check = new Check();
            firstName = check.text("first_name", firstName, 5);
            check.optionalNumber("count", count, 1, 3);
            check.done();
        }
    }

    private static Problem refusal(byte[] json) {
        return assertThrows(Problem.class, () -> Json.read(json, Whole.class));
    }

    private static String faults(String json) {
        var problem = refusal(json.getBytes(UTF_8));
        assertEquals(422, problem.status());
        var faults = problem.faults().stream().map(fault -> fault.field() + ":" + fault.code());
        return String.join(" ", faults.toList());
    }

    @Test
    void a_record_is_read_and_written_in_snake_case_with_times_in_iso_8601() {
        var json = "{\"first_name\":\" Ani \",\"starts_at\":\"2026-12-01T19:00:00+07:00\",\"parts\":[{\"price\":3}]}";
        var whole = Json.read(json.getBytes(UTF_8), Whole.class);
        assertEquals("Ani", whole.firstName());
        assertEquals(Instant.parse("2026-12-01T12:00:00Z"), whole.startsAt());
        assertEquals(
                "{\"first_name\":\"Ani\",\"count\":null,\"starts_at\":\"2026-12-01T12:00:00Z\",\"parts\":[{\"price\":3}],\"open\":null}",
                new String(Json.write(whole), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{\"first_name\":\"a\"} {}",
                "{\"first_name\":\"a\"} x",
                "{'first_name':1}",
                "{\"first_name\":\"a\",\"first_name\":\"b\"}",
                "{\"first_name\":\"a\",}",
                "{\"count\":01}",
                "NaN",
                "{\"first_name\":\"\u0001\"}",
                "{\"count\":1234567890123456789012345678901234567890}"
            })
    void what_is_not_one_json_object_is_a_400(String json) {
        assertInvalid(json.getBytes(UTF_8));
    }

    private static void assertInvalid(byte[] json) {
        var problem = refusal(json);
        assertEquals("400 invalid-json", problem.status() + " " + problem.code());
    }

    /** The first one is {@code {"first_name":"a?b"}} with a byte that UTF-8 does not have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b2266697273745f6e616d65223a2261ff62227d",
                "0000fffe",
                "0000fffe7b7d",
                "feff0000",
                "fffe0000",
                "00007b00"
            })
    void what_is_invalid_utf_8_or_begins_like_another_encoding_is_a_400(String hex) {
        assertInvalid(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"first_name\":\"a\",\"name\":\"a\"}|name:unknown-field",
                "{\"first_name\":7}|first_name:wrong-type",
                "{\"first_name\":true}|first_name:wrong-type",
                "{\"first_name\":\"a\",\"count\":\"2\"}|count:wrong-type",
                "{\"first_name\":\"a\",\"count\":1.0}|count:wrong-type",
                "{\"first_name\":\"a\",\"count\":99999999999999999999}|count:wrong-type",
                "{\"first_name\":\"a\",\"count\":[]}|count:wrong-type",
                "{\"first_name\":\"a\",\"open\":\"true\"}|open:wrong-type",
                "{\"first_name\":\"a\",\"open\":1}|open:wrong-type",
                "{\"first_name\":\"a\",\"starts_at\":\"tomorrow\"}|starts_at:wrong-type",
                "{\"first_name\":\"a\",\"starts_at\":\"2026-12-01T19:00:00\"}|starts_at:wrong-type",
                "{\"first_name\":\"a\",\"starts_at\":5}|starts_at:wrong-type",
                "{\"first_name\":\"a\",\"parts\":{}}|parts:wrong-type",
                "{\"first_name\":\"a\",\"parts\":[3]}|parts[0]:wrong-type",
                "{\"first_name\":\"a\",\"parts\":[{\"price\":1},{\"price\":-1}]}|parts[1].price:out-of-range",
                "{}|first_name:required",
                "{\"first_name\":\" \",\"count\":0}|first_name:required count:out-of-range",
                "{\"first_name\":\"sixsix\",\"count\":4}|first_name:too-long count:out-of-range",
                "{\"first_name\":\"\\ud800\"}|first_name:bad-character",
                "{\"first_name\":\"a\\u0007\"}|first_name:bad-character",
            })
    void a_fault_of_a_field_is_a_422_that_names_it(String json, String faults) {
        assertEquals(faults, faults(json));
    }
}
