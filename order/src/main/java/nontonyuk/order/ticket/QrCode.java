package nontonyuk.order.ticket;

import static java.util.Comparator.comparingInt;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A QR code (ISO/IEC 18004) as a picture, just as large as a ticket's code needs: version 3, error correction level L,
 * byte mode. {@code modules} are its small squares, by row and column, true where dark. The steps have the names that
 * the standard gives them.
 */
final class QrCode {
    private static final int SIZE = 29;
    private static final int QUIET_ZONE = 4;
    private static final int LEVEL_L = 0b01;
    private static final Pattern DARK_RUN = Pattern.compile("1+");

    private final boolean[][] modules = new boolean[SIZE][SIZE];

    private QrCode(byte[] codewords, int mask) {
        placeFunctionPatterns();
        placeFormat(mask);
        placeCodewords(codewords, mask);
    }

    /**
     * A whole SVG document for a text of 1 to 53 ASCII characters. Its title is the same for every text, because a
     * title shows in tool tips and is read aloud, and a ticket's code is nobody else's business.
     */
    static String svg(String text) {
        var codewords = QrCodewords.of(text);
        return IntStream.range(0, 8)
                .mapToObj(mask -> new QrCode(codewords, mask))
                .min(comparingInt(code -> QrPenalty.points(code.lines(true), code.lines(false))))
                .orElseThrow()
                .draw();
    }

    private void placeFunctionPatterns() {
        for (int i = 8; i < SIZE - 8; i += 2) modules[6][i] = modules[i][6] = true; // timing
        placeSquares(3, 3, 3); // finder
        placeSquares(3, SIZE - 4, 3);
        placeSquares(SIZE - 4, 3, 3);
        placeSquares(22, 22, 2); // alignment
    }

    /** A dark square with a light ring in it. */
    private void placeSquares(int row, int column, int radius) {
        for (int i = -radius; i <= radius; i++) {
            for (int j = -radius; j <= radius; j++) {
                modules[row + i][column + j] = Math.max(Math.abs(i), Math.abs(j)) != radius - 1;
            }
        }
    }

    /** Level and mask, with a BCH code after them; twice, because nothing is read without it. */
    private void placeFormat(int mask) {
        int format = LEVEL_L << 3 | mask;
        int remainder = format << 10;
        for (int bit = 14; bit >= 10; bit--) {
            if ((remainder >> bit & 1) == 1) remainder ^= 0b10100110111 << bit - 10;
        }
        int bits = (format << 10 | remainder) ^ 0b101010000010010;
        for (int i = 0; i < 15; i++) {
            boolean dark = (bits >> i & 1) == 1;
            int along = i < 6 ? i : i < 8 ? i + 1 : SIZE - 15 + i; // past timing, then far away
            modules[along][8] = dark;
            modules[8][i < 8 ? SIZE - 1 - i : i == 8 ? 7 : 14 - i] = dark;
        }
        modules[SIZE - 8][8] = true;
    }

    /** Upwards and downwards in turn, in pairs of columns from the right, past the timing column. */
    private void placeCodewords(byte[] codewords, int mask) {
        int bit = 0;
        for (int pair = 0; pair < SIZE / 2; pair++) {
            int right = SIZE - 1 - 2 * pair;
            if (right <= 6) right--;
            for (int step = 0; step < 2 * SIZE; step++) {
                int row = pair % 2 == 0 ? SIZE - 1 - step / 2 : step / 2;
                int column = right - step % 2;
                if (isFunctionPattern(row, column)) continue;
                // The seven modules after the last bit are light, before the mask.
                boolean dark = bit / 8 < codewords.length && (codewords[bit / 8] >> 7 - bit % 8 & 1) == 1;
                modules[row][column] = dark ^ isMasked(mask, row, column);
                bit++;
            }
        }
    }

    private static boolean isFunctionPattern(int row, int column) {
        boolean finder = row < 9 && (column < 9 || column >= SIZE - 8);
        boolean timing = row == 6 || column == 6;
        boolean alignment = Math.abs(row - 22) <= 2 && Math.abs(column - 22) <= 2;
        return finder || row >= SIZE - 8 && column < 9 || timing || alignment;
    }

    private static boolean isMasked(int mask, int i, int j) {
        int remainder = switch (mask) {
            case 0 -> (i + j) % 2;
            case 1 -> i % 2;
            case 2 -> j % 3;
            case 3 -> (i + j) % 3;
            case 4 -> (i / 2 + j / 3) % 2;
            case 5 -> i * j % 2 + i * j % 3;
            case 6 -> (i * j % 2 + i * j % 3) % 2;
            default -> ((i + j) % 2 + i * j % 3) % 2;
        };
        return remainder == 0;
    }

    /** All rows or all columns, a line each: 1 is dark. */
    private String lines(boolean rows) {
        var lines = new StringBuilder();
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                lines.append((rows ? modules[i][j] : modules[j][i]) ? '1' : '0');
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private String draw() {
        var path = new StringBuilder();
        DARK_RUN.matcher(lines(true)).results().forEach(run -> {
            int x = QUIET_ZONE + run.start() % (SIZE + 1);
            int y = QUIET_ZONE + run.start() / (SIZE + 1);
            int width = run.group().length();
            path.append("M" + x + " " + y + "h" + width + "v1h-" + width + "z");
        });
        int side = SIZE + 2 * QUIET_ZONE;
        return """
               <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" shape-rendering="crispEdges">\
               <title>QR code</title><rect width="100%%" height="100%%" fill="#fff"/><path d="%s"/></svg>""".formatted(side, side, path);
    }
}
