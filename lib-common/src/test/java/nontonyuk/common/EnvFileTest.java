package nontonyuk.common;

import static java.nio.charset.StandardCharsets.*;
import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

public class EnvFileTest {
    @TempDir
    private Path folder;

    /** A file, and the value of A in it. The scripts of labs must read the same values. */
    public static Stream<Arguments> values() {
        return Stream.of(
                arguments("A=from=file b", "from=file b"),
                arguments("  A =\t1 \n", "1"),
                arguments("A=1\r\nB=2\r\n", "1"),
                arguments("B=2\rA=1\r", "1"),
                arguments("\uFEFFA=1\nB=2\n", "1"),
                arguments("\uFEFFexport A=1", "1"),
                arguments("export\t A=1", "1"),
                arguments("A=1\nA = 2\n", "2"),
                arguments("A=1\nA=\r\n", ""),
                arguments("#A=1\n # A=2\nX_A=3\nA_2=4\nexportA=5\n\n", ""),
                arguments("A=1 # one", "1"),
                arguments("A=1\t#one", "1"),
                arguments("A=a#b", "a#b"),
                arguments("A=#1", "#1"),
                arguments("A= # nothing", ""),
                arguments("A=it's \"so\"", "it's \"so\""),
                arguments("A=C:\\new", "C:\\new"),
                arguments("A=$B", "$B"),
                arguments("A='a # b' # c", "a # b"),
                arguments("A = 'a\\n\"$B\"'\r\n", "a\\n\"$B\""),
                arguments("A=\"a # b\"# c", "a # b"),
                arguments("export A = \"a 'b' \\\"c\\\" \\\\n \\$B \\`d\\` \\x\"", "a 'b' \"c\" \\n $B `d` \\x"),
                arguments("A=\"a\\tb\\nc\"", "a\tb\nc"),
                arguments("A=\"\"", ""),
                arguments("A=''\n", ""),
                arguments("A=é", "é"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_read_as_other_programs_read_it(String text, String value) throws IOException {
        assertEquals(value, Settings.read(Map.of(), file(text, UTF_8)).text("A", ""));
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(".env"), text.getBytes(charset));
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, does not have the form NAME=value",
        "export A, does not have the form NAME=value",
        "A: 1, does not have the form NAME=value",
        "=1, does not have the form NAME=value",
        "2A=1, 'has a name that is not of the letters A to Z, digits and _'",
        "MY-A=1, 'has a name that is not of the letters A to Z, digits and _'",
        "set A=1, 'has a name that is not of the letters A to Z, digits and _'",
        "A=\"1, has a quote without its end",
        "A=\"1\\\", has a quote without its end",
        "'A=''1\"', has a quote without its end",
        "A=\"1\"2, has text after the closing quote",
        "A=“1”, has a typographic quote; write \" or '",
    })
    void a_line_that_cannot_be_read_is_named_with_its_fault(String line, String fault) throws IOException {
        assertRefused("line 2 " + fault, file("B=1\n" + line + "\nC=2\n", UTF_8));
    }

    private static void assertRefused(String fault, Path file) {
        var invalid = assertThrows(Settings.Invalid.class, () -> Settings.read(Map.of(), file));
        assertEquals(file + " " + fault, invalid.getMessage());
    }

    @Test
    void a_file_in_another_encoding_is_refused() throws IOException {
        var fault = " is not UTF-8; save the file as UTF-8";
        assertRefused("line 3" + fault, file("A=1\n\nB=é\nC=1\n", ISO_8859_1));
        for (var charset : new Charset[] {UTF_16, UTF_16LE, UTF_16BE, Charset.forName("UTF-32")})
            assertRefused("line 1" + fault, file("A=1\nB=2\n", charset));
    }

    @Test
    void a_folder_or_an_unreadable_file_is_refused_in_one_line() throws IOException {
        assertRefused("is a folder, not a file", folder);
        var loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        var invalid = assertThrows(Settings.Invalid.class, () -> Settings.read(Map.of(), loop));
        assertTrue(invalid.getMessage().startsWith(loop + " cannot be read: "), invalid.getMessage());
    }
}
