package nontonyuk.labs.course;

import java.util.List;
import java.util.Optional;

/**
 * The types, members and imports of a Java file, with their positions in its text.
 *
 * @param packageEnd where the first import may stand
 */
record JavaFile(String name, String text, int packageEnd, List<Import> imports, List<Member> members) {

    /** {@code import static org.example.Tool.use;} */
    record Import(String line, int start, int end) {
        boolean isStatic() {
            return line.startsWith("import static ");
        }
    }

    /**
     * A member or a type. The key of a method has the types of its parameters: {@code Route.match(String)}.
     *
     * @param type the key of the type around it; empty for a type of the file
     * @param components the components of a record; empty for all others
     * @param lead where the comments above it begin
     */
    record Member(String type, String key, boolean isType, String components, int lead, int start, int end) {
        /** The key without its type. */
        String name() {
            return key.substring(type.isEmpty() ? 0 : type.length() + 1);
        }
    }

    /** An exception names the file and the line of a syntax error. */
    static JavaFile parse(String name, String text) {
        return new JavaFileReader(name, text).read();
    }

    Optional<Member> find(String key) {
        return members.stream().filter(member -> member.key.equals(key)).findFirst();
    }

    /** The innermost type at this position. */
    Optional<Member> typeAt(int position) {
        return members.stream()
                .filter(member -> member.isType && member.start < position && position < member.end)
                .reduce((outer, inner) -> inner);
    }

    int lineStart(int position) {
        return text.lastIndexOf('\n', position - 1) + 1;
    }

    /** The blanks before the first character of a line. */
    String indentation(int position) {
        int start = lineStart(position);
        int end = start;
        while (end < position && Character.isWhitespace(text.charAt(end))) end++;
        return text.substring(start, end);
    }
}
