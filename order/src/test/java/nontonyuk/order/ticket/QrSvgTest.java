package nontonyuk.order.ticket;

import static org.junit.jupiter.api.Assertions.*;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;
import org.w3c.dom.Node;

class QrSvgTest {
    private static final int SIDE = 37;
    private static final int QUIET_ZONE = 4;
    private static final Pattern DARK = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

    /** The whole picture, quiet zone included, with {@code scale} pixels for each module. */
    private static BitMatrix picture(String svg, int scale) {
        var path = svg.replaceFirst(".* d=\"([^\"]*)\".*", "$1");
        assertEquals("", DARK.matcher(path).replaceAll(""));
        var picture = new BitMatrix(SIDE * scale);
        DARK.matcher(path)
                .results()
                .forEach(run -> picture.setRegion(
                        Integer.parseInt(run.group(1)) * scale,
                        Integer.parseInt(run.group(2)) * scale,
                        Integer.parseInt(run.group(3)) * scale,
                        scale));
        return picture;
    }

    /** The picture without its quiet zone, one pixel for each module. */
    private static BitMatrix modules(String text) {
        var picture = picture(QrSvg.of(text), 1);
        int size = SIDE - 2 * QUIET_ZONE;
        var modules = new BitMatrix(size);
        for (int x = 0; x < size; x++) {
            for (int y = 0; y < size; y++) {
                if (picture.get(x + QUIET_ZONE, y + QUIET_ZONE)) modules.set(x, y);
            }
        }
        return modules;
    }

    private static String decode(BitMatrix modules) throws ReaderException {
        return new Decoder().decode(modules.clone()).getText(); // the decoder changes its input
    }

    static Stream<String> texts() {
        var random = new Random(18004);
        var fixed = Stream.of("a", "\u0000", "\u007f", "NY1.42.7-Jq_x", "~".repeat(53));
        var others = random.ints(100, 1, 54)
                .mapToObj(length -> random.ints(length, ' ', 0x7f)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        return Stream.concat(fixed, others);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void the_picture_says_the_text(String text) throws ReaderException {
        assertEquals(text, decode(modules(text)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void it_is_found_in_a_photograph(String text) throws ReaderException {
        var picture = picture(QrSvg.of(text), 5);
        var pixels = new int[picture.getWidth() * picture.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            boolean dark = picture.get(i % picture.getWidth(), i / picture.getWidth());
            pixels[i] = dark ? 0x000000 : 0xffffff;
        }
        var photograph = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        var bitmap = new BinaryBitmap(new HybridBinarizer(photograph));
        assertEquals(text, new QRCodeReader().decode(bitmap).getText());
    }

    /** Compares every module, for one of the eight masks: readers accept more than the standard allows. */
    @ParameterizedTest
    @MethodSource("texts")
    void it_is_what_another_program_makes_of_the_text(String text) {
        var bytes = "z" + text.substring(1); // zxing needs fewer bits for digits or capitals alone
        var ours = modules(bytes);
        assertTrue(IntStream.range(0, 8).anyMatch(mask -> ours.equals(zxing(bytes, mask))), ours.toString());
    }

    private static BitMatrix zxing(String text, int mask) {
        var hints = Map.of(EncodeHintType.QR_VERSION, 3, EncodeHintType.QR_MASK_PATTERN, mask);
        try {
            var theirs = Encoder.encode(text, ErrorCorrectionLevel.L, hints).getMatrix();
            var modules = new BitMatrix(theirs.getWidth());
            for (int x = 0; x < theirs.getWidth(); x++) {
                for (int y = 0; y < theirs.getHeight(); y++) {
                    if (theirs.get(x, y) == 1) modules.set(x, y);
                }
            }
            return modules;
        } catch (WriterException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void seven_spoilt_codewords_are_mended_and_eight_are_too_many() throws ReaderException {
        var text = "a ticket that was folded once too often";
        var spoilt = modules(text);
        // A codeword fills four rows of two columns: five lie along the right edge, upwards, the next ones downwards.
        for (int y = 28; y > 28 - 5 * 4; y -= 4) spoilt.flip(28, y);
        assertEquals(text, decode(spoilt));
        spoilt.flip(26, 9);
        spoilt.flip(26, 13);
        assertEquals(text, decode(spoilt));
        spoilt.flip(26, 17);
        assertThrows(ReaderException.class, () -> decode(spoilt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tiket pertama é", "\u0080", "🎬"})
    void what_is_no_short_ascii_text_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> QrSvg.of(text));
    }

    @Test
    void fifty_three_characters_fit_and_fifty_four_do_not() throws ReaderException {
        var longest = "x".repeat(53);
        assertEquals(longest, decode(modules(longest)));
        assertThrows(IllegalArgumentException.class, () -> QrSvg.of(longest + "x"));
    }

    @Test
    void the_document_is_an_image_without_scripts_that_tells_nobody_its_text() throws Exception {
        var svg = QrSvg.of("secret");
        var bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
        var parser = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        var root = parser.parse(bytes).getDocumentElement();
        assertEquals("http://www.w3.org/2000/svg svg", root.getNamespaceURI() + " " + root.getTagName());
        assertEquals("0 0 37 37", root.getAttribute("viewBox"));
        assertEquals("img", root.getAttribute("role"));
        assertEquals("QR code", root.getTextContent().strip());
        var children = IntStream.range(0, root.getChildNodes().getLength())
                .mapToObj(root.getChildNodes()::item)
                .map(Node::getNodeName)
                .toList();
        assertEquals(List.of("title", "rect", "path"), children);
        assertFalse(svg.contains("secret"), svg);
    }
}
