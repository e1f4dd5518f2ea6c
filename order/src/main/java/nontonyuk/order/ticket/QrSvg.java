package nontonyuk.order.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.util.List;

/** Draws a text as a QR code (ISO/IEC 18004): version 3, error correction level L, byte mode. */
final class QrSvg {
    private static final int VERSION = 3; // 29 modules wide, 53 bytes at most
    private static final int QUIET_ZONE = 4;

    private QrSvg() {}

    /**
     * A whole SVG document for a text of 1 to 53 ASCII characters. The title does not contain the text: browsers show
     * and read titles, and a ticket's code is secret.
     */
    static String of(String text) {
        if (text.isEmpty() || !US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a QR code needs 1 to 53 ASCII characters");
        }
        var segments = List.of(QrSegment.makeBytes(text.getBytes(US_ASCII)));
        var code = QrCode.encodeSegments(segments, QrCode.Ecc.LOW, VERSION, VERSION, -1, false);
        int side = code.size + 2 * QUIET_ZONE;
        return """
               <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" shape-rendering="crispEdges">\
               <title>QR code</title><rect width="100%%" height="100%%" fill="#fff"/><path d="%s"/></svg>""".formatted(side, side, path(code));
    }

    /** One rectangle for each run of dark modules in a row. */
    private static String path(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int start = QUIET_ZONE;
            for (int x = 0; x <= code.size; x++) {
                if (code.getModule(x, y)) continue; // modules outside the code are light
                int width = QUIET_ZONE + x - start;
                if (width > 0) path.append("M%d %dh%dv1h-%dz".formatted(start, QUIET_ZONE + y, width, width));
                start = QUIET_ZONE + x + 1;
            }
        }
        return path.toString();
    }
}
