package nontonyuk.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.*;

import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashesTest {
    /** RFC 4231, test case 2. */
    @Test
    void hmac_is_as_the_standard_has_it() {
        var signature = new Hmac("Jefe").sign("what do ya want ".getBytes(UTF_8), "for nothing?".getBytes(UTF_8));
        var expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assertEquals(expected, HexFormat.of().formatHex(signature));
        assertTrue(Hmac.isSame(HexFormat.of().parseHex(expected), signature));
        signature[31]++;
        assertFalse(Hmac.isSame(HexFormat.of().parseHex(expected), signature));
    }

    /** FIPS 180-4's example. */
    @Test
    void sha256_is_as_the_standard_has_it() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Sha256.hex("a".getBytes(UTF_8), "bc".getBytes(UTF_8)));
    }

    @Test
    void a_whole_number_is_taken_within_its_range() {
        assertEquals(OptionalLong.of(7), WholeNumber.parse("7", 1, 7));
        assertEquals(OptionalLong.of(0), WholeNumber.parse("0", 0, 7));
        assertEquals(OptionalLong.of(Long.MAX_VALUE), WholeNumber.parse("9223372036854775807", 1, Long.MAX_VALUE));
        assertEquals(OptionalLong.empty(), WholeNumber.parse("8", 1, 7));
        assertEquals(OptionalLong.empty(), WholeNumber.parse("0", 1, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 7", "+7", "-7", "07", "7.0", "7e0", "٧", "７", "0x7", "9223372036854775808", "seven"})
    void a_whole_number_has_one_spelling(String text) {
        assertEquals(OptionalLong.empty(), WholeNumber.parse(text, 0, Long.MAX_VALUE));
    }
}
