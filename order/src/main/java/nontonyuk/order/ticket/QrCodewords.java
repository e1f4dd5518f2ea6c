package nontonyuk.order.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;

/** What a {@link QrCode} says: the bytes of its text, and those from which a reader mends what it can't see. */
final class QrCodewords {
    private static final int LONGEST_TEXT = 53;
    private static final int DATA_CODEWORDS = 55;
    private static final int CORRECTION_CODEWORDS = 15; // they mend seven others

    private QrCodewords() {}

    static byte[] of(String text) {
        return withCorrection(data(text));
    }

    /** Written in half bytes, because the mode before the text is one: 4 for bytes. */
    private static byte[] data(String text) {
        if (text.isEmpty()
                || text.length() > LONGEST_TEXT
                || !US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("only 1 to 53 ASCII characters fit a QR code");
        }
        var hex = HexFormat.of();
        var count = hex.toHexDigits((byte) text.length());
        var bits = "4" + count + hex.formatHex(text.getBytes(US_ASCII)) + "0"; // 0: the terminator
        var padding = "ec11".repeat(DATA_CODEWORDS / 2);
        return hex.parseHex((bits + padding).substring(0, 2 * DATA_CODEWORDS));
    }

    /** Reed-Solomon: the remainder of the data, as a polynomial, divided by the generator. */
    private static byte[] withCorrection(byte[] data) {
        var generator = generator();
        var remainder = new int[CORRECTION_CODEWORDS + 1]; // the last stays 0, to shift it in
        for (byte codeword : data) {
            int factor = (codeword & 0xff) ^ remainder[0];
            for (int i = 0; i < CORRECTION_CODEWORDS; i++) {
                remainder[i] = remainder[i + 1] ^ product(generator[i], factor);
            }
        }
        var all = Arrays.copyOf(data, DATA_CODEWORDS + CORRECTION_CODEWORDS);
        for (int i = 0; i < CORRECTION_CODEWORDS; i++) {
            all[DATA_CODEWORDS + i] = (byte) remainder[i];
        }
        return all;
    }

    /** The product of (x - 2^i), without its leading 1 and with a 0 at its end. */
    private static int[] generator() {
        var generator = new int[CORRECTION_CODEWORDS + 1];
        generator[CORRECTION_CODEWORDS - 1] = 1;
        for (int i = 0, root = 1; i < CORRECTION_CODEWORDS; i++, root = product(root, 2)) {
            for (int j = 0; j < CORRECTION_CODEWORDS; j++) {
                generator[j] = product(generator[j], root) ^ generator[j + 1];
            }
        }
        return generator;
    }

    /** Of two elements of the Galois field that the standard chose. */
    private static int product(int a, int b) {
        int product = 0;
        for (int bit = 0x80; bit > 0; bit >>= 1) {
            product = product << 1 ^ (product >> 7) * 0x11d;
            if ((b & bit) != 0) product ^= a;
        }
        return product;
    }
}
