package nontonyuk.common.problem;

import java.text.Normalizer;

/**
 * The normal form C of Unicode (UAX #15). Unicode writes é as one character, or as e and an accent. Both look the same,
 * so all text that comes from outside takes this form, and texts can be compared.
 */
public final class Nfc {
    private Nfc() {}

    public static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
