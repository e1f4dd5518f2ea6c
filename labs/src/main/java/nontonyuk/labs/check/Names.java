package nontonyuk.labs.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Drawn names: each run has others, and the same seed has the same. */
public final class Names {
    private static final List<String> WORDS = List.of(
            "awan", "bintang", "cahaya", "danau", "embun", "fajar", "gunung", "hujan", "jejak", "kabut", "laut",
            "malam", "ombak", "pelangi", "rimba", "senja", "taman", "warna");

    private final Random random;

    public Names(Random random) {
        this.random = random;
    }

    /** A word that no other draw has, such as {@code senja-7f3a91}. */
    public String word() {
        return one(WORDS) + "-" + hex(6);
    }

    /** The title of a movie, such as {@code Kabut dan Fajar 7f3a91}. */
    public String title() {
        return capital(one(WORDS)) + " dan " + capital(one(WORDS)) + " " + hex(6);
    }

    public String hex(int digits) {
        var text = new StringBuilder();
        for (int i = 0; i < digits; i++) text.append(Character.forDigit(random.nextInt(16), 16));
        return text.toString();
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public int number(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    public <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public <T> List<T> shuffled(List<T> all) {
        var copy = new ArrayList<>(all);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
