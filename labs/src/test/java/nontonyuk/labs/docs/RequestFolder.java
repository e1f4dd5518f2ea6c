package nontonyuk.labs.docs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of a file {@code requests.txt}: its requests and folders, in order. That file explains its own lines. */
record RequestFolder(
        String name, List<String> description, Map<String, String> variables, Scripts scripts, List<Object> items) {

    /** What Postman runs before a request, and after its answer. */
    record Scripts(List<String> before, List<String> after) {
        Scripts() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** {@code token} is a variable, {@code none}, or empty for the usual token. */
    record Request(
            String name, String target, String token, Map<String, String> headers, String body, Scripts scripts) {

        Request with(String line) {
            if (target.isEmpty()) return new Request(name, line, token, headers, body, scripts);
            if (line.startsWith("@ ")) return new Request(name, target, line.substring(2), headers, body, scripts);
            if (line.matches("[{} ].*")) return new Request(name, target, token, headers, body + line + "\n", scripts);
            headers.put(line.split(": ")[0], line.split(": ", 2)[1]);
            return this;
        }
    }

    private RequestFolder(String name) {
        this(name, new ArrayList<>(), new LinkedHashMap<>(), new Scripts(), new ArrayList<>());
    }

    static RequestFolder parse(String text) {
        var open = new ArrayDeque<RequestFolder>();
        var all = new RequestFolder("");
        open.push(all);
        for (var line : text.lines().toList()) {
            if (line.isEmpty() || line.startsWith("//")) continue;
            if (line.startsWith("=")) {
                int depth = line.indexOf(' ');
                while (open.size() > depth) open.pop();
                var folder = new RequestFolder(line.substring(depth + 1));
                open.element().items.add(folder);
                open.push(folder);
            } else open.element().add(line);
        }
        return all;
    }

    private void add(String line) {
        var last = items.isEmpty() ? null : (Request) items.get(items.size() - 1);
        var scripts = last == null ? this.scripts : last.scripts;
        if (line.startsWith("- ")) {
            items.add(new Request(line.substring(2), "", "", new LinkedHashMap<>(), "", new Scripts()));
        } else if (line.startsWith("> ")) scripts.before.add(line.substring(2));
        else if (line.startsWith("< ")) scripts.after.add(line.substring(2));
        else if (line.startsWith("! "))
            scripts.after.addAll(status(line.substring(2).split(" ")));
        else if (last != null) items.set(items.size() - 1, last.with(line));
        else if (line.startsWith("@")) variables.put(line.substring(1).split(" = ")[0], line.split(" = ", 2)[1]);
        else description.add(line);
    }

    /** The test of a status, and of the problem's code where there is one. */
    private static List<String> status(String[] words) {
        if (words.length == 1)
            return List.of(
                    "pm.test(\"answers %s\", () => pm.response.to.have.status(%s));".formatted(words[0], words[0]));
        return List.of(
                "pm.test(\"answers %s %s\", () => {".formatted(words[0], words[1]),
                "    pm.response.to.have.status(%s);".formatted(words[0]),
                "    pm.expect(pm.response.json().type).to.eql(\"/problems/%s\");".formatted(words[1]),
                "});");
    }

    Stream<Request> requests() {
        return items.stream()
                .flatMap(item -> item instanceof RequestFolder folder ? folder.requests() : Stream.of((Request) item));
    }

    Stream<RequestFolder> folders() {
        return items.stream().map(RequestFolder.class::cast);
    }
}
