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
                "{\"count\":+2}",
                "{\"count\":٢}"
            })
    void what_is_not_one_json_object_is_a_400(String json) {
        assertInvalid(json.getBytes(UTF_8));
    }

    private static void assertInvalid(byte[] json) {
        var problem = refusal(json);
        assertEquals("400 invalid-json", problem.status() + " " + problem.code());
    }

    /** The last three are {@code {"first_name":"a?b"}}: a byte that UTF-8 lacks, an overlong slash, CESU-8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000fffe",
                "0000fffe7b7d",
                "feff0000",
                "fffe0000",
                "00007b00",
                "feff007b007d",
                "fffe7b007d00",
                "007b007d",
                "7b007d00",
                "0000007b0000007d",
                "7b0000007d000000",
                "7b2266697273745f6e616d65223a2261ff62227d",
                "7b2266697273745f6e616d65223a2261c0af62227d",
                "7b2266697273745f6e616d65223a2261eda0bdedb88062227d"
            })
    void what_is_not_utf_8_is_a_400_that_says_so(String hex) {
        var problem = refusal(HexFormat.of().parseHex(hex));
        assertEquals("The body is not UTF-8, the only encoding of JSON.", problem.getMessage());
        assertEquals("400 invalid-json", problem.status() + " " + problem.code());
    }

    @Test
    void a_byte_order_mark_and_a_very_long_name_are_named() {
        var bom = refusal("\uFEFF{\"first_name\":\"a\"}".getBytes(UTF_8));
        assertEquals("The body begins with a byte order mark; send it without.", bom.getMessage());
        var longName = refusal(("{\"" + "x".repeat(50_001) + "\":1}").getBytes(UTF_8));
        assertEquals("The body has a very long field name, or nests too deeply.", longName.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 1_001, 60_000})
    void a_long_number_is_a_fault_of_its_field(int digits) {
        var number = "9".repeat(digits);
        assertEquals("count:wrong-type", faults("{\"first_name\":\"a\",\"count\":" + number + "}"));
        assertEquals("count:wrong-type", faults("{\"first_name\":\"a\",\"count\":-" + number + ".0e" + digits + "}"));
        assertEquals("first_name:wrong-type", faults("{\"first_name\":" + number + "}"));
        assertEquals("starts_at:wrong-type", faults("{\"first_name\":\"a\",\"starts_at\":" + number + "}"));
        assertEquals("other:unknown-field", faults("{\"first_name\":\"a\",\"other\":" + number + "}"));
    }

    @Test
    void a_text_gets_one_normal_form() {
        var whole = Json.read("{\"first_name\":\"e\u0301e\\u0301\u212b\"}".getBytes(UTF_8), Whole.class);
        assertEquals("\u00e9\u00e9\u00c5", whole.firstName());
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
                "{\"first_name\":\"a\",\"count\":1e0}|count:wrong-type",
                "{\"first_name\":\"a\",\"count\":true}|count:wrong-type",
                "{\"first_name\":\"a\",\"count\":\"\"}|count:wrong-type",
                "{\"first_name\":\"a\",\"count\":-0}|count:out-of-range",
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
