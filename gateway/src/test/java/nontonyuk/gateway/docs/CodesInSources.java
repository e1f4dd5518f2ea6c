package nontonyuk.gateway.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads from the sources of all services which codes a problem, or a fault of a field, can have.
 *
 * <p>A code is an argument where a method or a record has {@code String code} among its parameters, and a text for
 * people after it. It must be a text, or a name with a text added ({@code name + "-timeout"}, given here as
 * {@code {service}-timeout}), or the caller's own {@code code} passed on; anything else is an error, so that none is
 * overlooked.
 */
public final class CodesInSources {
    private static final List<String> MODULES = List.of("auth", "movie", "order", "gateway", "lib-common");
    private static final Pattern DECLARED =
            Pattern.compile("\\b([A-Z][\\w.<>]* )?(\\w+)\\(([^()]*\\bString code, String\\b[^()]*)\\)\\s*[{;]");
    private static final Pattern CALL = Pattern.compile("(?:(\\w+)\\s*\\.\\s*)?\\b(\\w+)\\s*\\(");
    private static final Pattern TEXT = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern OF_A_SERVICE = Pattern.compile("(?:name|name\\(\\)|service) \\+ \"(-[a-z-]+)\"");
    private static final Pattern PASSED_ON = Pattern.compile("(?:\\w+\\.)?code(?:\\(\\))?");
    private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");

    /** Where a code stands among the parameters, and what kind it is. */
    private record Place(int index, boolean isFault) {}

    /** The codes of problems, each with the statuses that it is given where they can be told. */
    public final Map<String, Set<Integer>> problems = new TreeMap<>();

    public final Set<String> faults = new TreeSet<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();

    public CodesInSources() throws IOException {
        var sources = sources();
        sources.forEach(this::findPlaces);
        findStatuses(sources.get("Problem"));
        sources.forEach(this::findCodes);
    }

    private static Map<String, String> sources() throws IOException {
        var sources = new TreeMap<String, String>();
        for (var module : MODULES) {
            var root = Path.of("..", module, "src", "main", "java");
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var name = file.getFileName().toString().replace(".java", "");
                    var source = Files.readString(file).replaceAll("\\s+", " ");
                    sources.merge(name, source, String::concat);
                }
            }
        }
        sources.remove("ProblemType"); // explains codes, and gives none
        return sources;
    }

    private void findPlaces(String file, String source) {
        var matcher = DECLARED.matcher(source);
        while (matcher.find()) {
            var parameters = Arrays.stream(matcher.group(3).split(","))
                    .map(String::strip)
                    .toList();
            int index = parameters.indexOf("String code");
            boolean isFault = index > 0 && parameters.get(index - 1).equals("String field");
            places.put(file + "." + matcher.group(2), new Place(index, isFault));
        }
    }

    /** {@code conflict(String code, ...) { return of(409, ...} } tells that a conflict is a 409. */
    private void findStatuses(String problem) {
        var factory = Pattern.compile("Problem (\\w+)\\(String code[^{]*\\{\\s*return of\\((\\d+)");
        var matcher = factory.matcher(problem);
        while (matcher.find()) statuses.put("Problem." + matcher.group(1), Integer.valueOf(matcher.group(2)));
    }

    private void findCodes(String file, String source) {
        var matcher = CALL.matcher(source);
        while (matcher.find()) {
            var name = called(file, matcher.group(1), matcher.group(2));
            var place = places.get(name);
            if (place == null) continue;
            var arguments = arguments(source, matcher.end());
            if (arguments.size() <= place.index) continue;
            if (arguments.get(place.index).equals("String code")) continue;
            add(name, place, arguments);
        }
    }

    /** A check is a variable of that name; all other methods are static, or of the same class. */
    private static String called(String file, String qualifier, String method) {
        if (method.equals("that")) return "Check.that";
        return (qualifier == null ? file : qualifier) + "." + method;
    }

    private void add(String name, Place place, List<String> arguments) {
        var argument = arguments.get(place.index);
        if (PASSED_ON.matcher(argument).matches()) return;
        var code = code(argument);
        if (place.isFault) {
            faults.add(code);
            return;
        }
        var known = problems.computeIfAbsent(code, unknown -> new TreeSet<>());
        var before = place.index == 0 ? "" : arguments.get(place.index - 1);
        if (STATUS.matcher(before).matches()) known.add(Integer.valueOf(before));
        if (statuses.containsKey(name)) known.add(statuses.get(name));
    }

    private static String code(String argument) {
        var text = TEXT.matcher(argument);
        if (text.matches()) return text.group(1);
        var ofAService = OF_A_SERVICE.matcher(argument);
        if (ofAService.matches()) return "{service}" + ofAService.group(1);
        throw new AssertionError("can't tell which code this is: " + argument);
    }

    /** What stands between the parentheses, split at the commas that are not inside others. */
    private static List<String> arguments(String source, int start) {
        var arguments = new ArrayList<String>();
        var argument = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = start; ; i++) {
            char letter = source.charAt(i);
            if (letter == '"' && source.charAt(i - 1) != '\\') quoted = !quoted;
            if (!quoted && letter == ')' && depth == 0) break;
            if (!quoted && letter == '(') depth++;
            if (!quoted && letter == ')') depth--;
            if (!quoted && letter == ',' && depth == 0) {
                arguments.add(argument.toString().strip());
                argument.setLength(0);
            } else {
                argument.append(letter);
            }
        }
        arguments.add(argument.toString().strip());
        return arguments;
    }
}
