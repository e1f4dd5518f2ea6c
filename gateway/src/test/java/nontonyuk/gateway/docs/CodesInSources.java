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
 * Finds the codes of problems, and of faults of fields, in the sources of all services.
 *
 * <p>A code is the argument of a parameter {@code String code} that has a text after it. The argument is a literal, or
 * a service's name with a literal ({@code name + "-timeout"} becomes {@code {service}-timeout}), or the caller's own
 * {@code code}. Any other argument is an error, so the test misses no code.
 */
public final class CodesInSources {
    private static final List<String> MODULES = List.of("auth", "movie", "order", "gateway", "lib-common");
    private static final Pattern DECLARED =
            Pattern.compile("\\b([A-Z][\\w.<>]* )?(\\w+)\\(([^()]*\\bString code, String\\b[^()]*)\\)\\s*[{;]");
    private static final Pattern CALL = Pattern.compile("(?:(\\w+)\\s*\\.\\s*)?\\b(\\w+)\\s*\\(");
    private static final Pattern TEXT = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern SERVICE_CODE = Pattern.compile("(?:name|name\\(\\)|service) \\+ \"(-[a-z-]+)\"");
    private static final Pattern CALLERS_CODE = Pattern.compile("(?:\\w+\\.)?code(?:\\(\\))?");
    private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");

    /** The position of the code among the parameters, and its kind. */
    private record Place(int index, boolean isFault) {}

    /** The codes of problems, each with the statuses that the sources show. */
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
        sources.remove("ProblemType"); // this class explains codes and throws none
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

    /** {@code conflict(String code, ...) { return of(409, ...} } shows that a conflict has the status 409. */
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

    /** {@code that} belongs to Check; all other methods are static, or of the same class. */
    private static String called(String file, String qualifier, String method) {
        if (method.equals("that")) return "Check.that";
        return (qualifier == null ? file : qualifier) + "." + method;
    }

    private void add(String name, Place place, List<String> arguments) {
        var argument = arguments.get(place.index);
        if (CALLERS_CODE.matcher(argument).matches()) return;
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
        var serviceCode = SERVICE_CODE.matcher(argument);
        if (serviceCode.matches()) return "{service}" + serviceCode.group(1);
        throw new AssertionError("unknown form of a code: " + argument);
    }

    /** The arguments of a call, split at the commas outside inner parentheses. */
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
