package nontonyuk.labs.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Replaces members of main's file by those of a lab's file. All other text stays as it is. */
final class MemberMerge {
    private static final Pattern JAVADOC = Pattern.compile("(?m)^[ \t]*(/\\*\\*)");
    private static final Pattern NEW = Pattern.compile("(?m)^[ \t]*// new[ \t]*$");
    private static final Pattern WITHOUT = Pattern.compile("(?m)^[ \t]*// without: *(.+)$");
    private static final String DIRECTIVE_LINES = "(?m)^[ \t]*// (new[ \t]*$|without: .*)\n?";

    private final JavaFile main;
    private final JavaFile lab;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String text) {}

    private MemberMerge(JavaFile main, JavaFile lab) {
        this.main = main;
        this.lab = lab;
    }

    /** Both texts have Unix line ends. An exception names the lab's file and the member. */
    static String merge(JavaFile main, JavaFile lab) {
        var merge = new MemberMerge(main, lab);
        merge.addImports();
        merge.addMembers();
        merge.removeMembers();
        return merge.result();
    }

    private void addImports() {
        var lines = main.imports();
        for (var wanted : lab.imports()) {
            if (lines.stream().anyMatch(line -> line.line().equals(wanted.line()))) continue;
            var same = lines.stream()
                    .filter(line -> line.isStatic() == wanted.isStatic())
                    .toList();
            var before = same.stream()
                    .filter(line -> line.line().compareTo(wanted.line()) < 0)
                    .toList();
            if (!before.isEmpty()) insert(before.get(before.size() - 1).end(), "\n" + wanted.line());
            else if (!same.isEmpty()) insert(same.get(0).start(), wanted.line() + "\n");
            else insert(main.packageEnd(), "\n\n" + wanted.line());
        }
    }

    private void addMembers() {
        var added = new ArrayList<String>();
        for (var member : lab.members()) {
            if (added.stream().anyMatch(type -> member.key().startsWith(type + "."))) continue;
            var comments = lab.text().substring(member.lead(), member.start());
            var found = main.find(member.key());
            if (NEW.matcher(comments).find()) {
                if (found.isPresent() && !isRemoved(member.key())) throw failure("main has it already", member.key());
                append(member, comments);
                added.add(member.key());
            } else if (found.isEmpty()) {
                throw failure("main has no such member" + Similar.hint(member.name(), main), member.key());
            } else if (!member.isType()) {
                replace(found.get(), member, comments);
            } else if (!member.components().equals(found.get().components())) {
                throw failure("main's record has other components", member.key());
            }
        }
    }

    private void append(JavaFile.Member member, String comments) {
        var type = main.find(member.type()).orElseThrow(() -> failure("main has no type for it", member.key()));
        int brace = type.end() - 1;
        int at = main.text().substring(main.lineStart(brace), brace).isBlank() ? main.lineStart(brace) : brace;
        var indentation = lab.indentation(member.start());
        var after = at == brace ? main.indentation(type.start()) : "";
        insert(at, "\n" + indentation + withComments(member, comments) + "\n" + after);
    }

    /** Main's Javadoc stays, unless the lab's member has one. */
    private void replace(JavaFile.Member old, JavaFile.Member member, String comments) {
        int start = old.start();
        if (JAVADOC.matcher(comments).find()) {
            var javadoc = JAVADOC.matcher(main.text()).region(old.lead(), old.start());
            if (javadoc.find()) start = javadoc.start(1);
        }
        edits.add(new Edit(start, old.end(), withComments(member, comments)));
    }

    private String withComments(JavaFile.Member member, String comments) {
        var kept = comments.replaceAll(DIRECTIVE_LINES, "").stripLeading();
        return kept + lab.text().substring(member.start(), member.end());
    }

    private void removeMembers() {
        for (var key : removed()) {
            var member = main.find(key)
                    .orElseThrow(() -> failure("main has no such member to remove" + Similar.hint(key, main), key));
            int next = main.text().indexOf('\n', member.end()) + 1;
            edits.add(new Edit(member.lead(), next == 0 ? main.text().length() : next, ""));
        }
    }

    private boolean isRemoved(String key) {
        return removed().contains(key);
    }

    private List<String> removed() {
        return WITHOUT.matcher(lab.text())
                .results()
                .map(found ->
                        lab.typeAt(found.start()).map(type -> type.key() + ".").orElse("")
                                + JavaFileReader.normal(found.group(1)))
                .toList();
    }

    private void insert(int at, String text) {
        edits.add(new Edit(at, at, text));
    }

    private String result() {
        edits.sort(Comparator.comparingInt(Edit::start));
        var text = new StringBuilder();
        int end = 0;
        for (var edit : edits) {
            if (edit.start < end) throw new OverlayFailure(lab.name() + ": two of its members have the same place");
            text.append(main.text(), end, edit.start).append(edit.text);
            end = edit.end;
        }
        return text.append(main.text().substring(end)).toString();
    }

    private OverlayFailure failure(String what, String key) {
        return new OverlayFailure(lab.name() + ": " + key + ": " + what);
    }
}
