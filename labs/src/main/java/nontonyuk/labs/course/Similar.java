package nontonyuk.labs.course;

import java.util.Comparator;
import java.util.Optional;

/** Finds the member of a file whose name is most like another name. */
final class Similar {
    private Similar() {}

    /** The member without its type, such as {@code expireOthers(Transaction,long)}. */
    static Optional<String> member(String name, JavaFile file) {
        var word = word(name);
        int most = Math.min(2, word.length() / 3); // more wrong letters make another word
        return file.members().stream()
                .filter(member -> !member.type().isEmpty())
                .map(JavaFile.Member::name)
                .filter(found -> distance(word, word(found)) <= most)
                .min(Comparator.comparingInt(found -> distance(word, word(found))));
    }

    /** The end of an error message. */
    static String hint(String name, JavaFile file) {
        return member(name, file).map(found -> "; there is " + found).orElse("");
    }

    private static String word(String name) {
        var word = name.replaceFirst("\\(.*", "");
        return word.substring(word.lastIndexOf('.') + 1);
    }

    /** The number of letters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) above[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
