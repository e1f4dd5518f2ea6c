package nontonyuk.labs.scripts;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** compose.yaml fits .env.example, the ports of the services, and the users of the databases. */
class ComposeTest {
    private static final List<String> DATABASES = List.of("auth", "movie", "order");
    private static final List<String> STAND_INS = List.of("tmdb", "payment");

    /** A container has the default ports, a database of its own, and no pages for clients of the same machine. */
    private static final Set<String> FOR_ONE_MACHINE = Set.of(
            "DB_PORT",
            "AUTH_PORT",
            "MOVIE_PORT",
            "ORDER_PORT",
            "TMDB_PORT",
            "PAYMENT_PORT",
            "AUTH_DB_USER",
            "METRICS_ADDRESS",
            "STANDIN_ADDRESS",
            "XRAY");

    private final Map<String, Map<String, Object>> services = services();

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        Map<String, Object> file = new Yaml().load(read("compose.yaml"));
        return (Map<String, Map<String, Object>>) file.get("services");
    }

    private static String read(String file) {
        return assertDoesNotThrow(() -> Files.readString(Script.ROOT.resolve(file)));
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> environment(String service) {
        return (Map<String, String>) services.get(service).get("environment");
    }

    /** The names and values in .env.example, also those of the lines that are comments. */
    private static Map<String, String> examples() {
        return Pattern.compile("(?m)^#?([A-Z][A-Z_]+)=(.*)$")
                .matcher(read(".env.example"))
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (first, second) -> first));
    }

    @Test
    void only_the_gateway_has_a_port_outside_and_only_for_this_machine() {
        for (var service : services.entrySet()) {
            var ports = service.getKey().equals("gateway")
                    ? List.of("${BIND_ADDRESS:-127.0.0.1}:${GATEWAY_PORT:-8000}:8000")
                    : null;
            assertEquals(ports, service.getValue().get("ports"), service.getKey());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "movie", "order", "gateway", "tmdb", "payment"})
    void each_program_has_its_image_and_few_rights(String name) {
        var service = services.get(name);
        assertEquals(Map.of("context", ".", "args", Map.of("SERVICE", name)), service.get("build"));
        assertEquals(STAND_INS.contains(name) ? List.of("stand-ins") : null, service.get("profiles"));
        assertEquals(true, service.get("read_only"));
        assertEquals(List.of("ALL"), service.get("cap_drop"));
        assertEquals(List.of("no-new-privileges:true"), service.get("security_opt"));
        assertEquals("/tmp", service.get("tmpfs"));
        assertEquals("unless-stopped", service.get("restart"));
        assertEquals("256m", service.get("mem_limit"));
    }

    @Test
    void the_addresses_have_the_names_of_the_services_and_their_default_ports() {
        var examples = examples();
        for (var service : DATABASES) {
            var prefix = service.toUpperCase(Locale.ROOT);
            var address = "http://" + service + ":" + examples.get(prefix + "_PORT");
            for (var caller : List.of("auth", "movie", "order", "gateway"))
                assertEquals(address, environment(caller).get(prefix + "_URL"), caller);
            assertEquals(
                    "jdbc:mysql://db:3306/nontonyuk_" + service,
                    environment(service).get(prefix + "_DB_URL"));
        }
        assertEquals(
                "${TMDB_URL:-http://tmdb:" + examples.get("TMDB_PORT") + "}",
                environment("gateway").get("TMDB_URL"));
        assertEquals(
                "${PAYMENT_URL:-http://payment:" + examples.get("PAYMENT_PORT") + "}",
                environment("order").get("PAYMENT_URL"));
        assertEquals(
                "${PAYMENT_CALLBACK_URL:-http://order:" + examples.get("ORDER_PORT") + "/payments/callback}",
                environment("order").get("PAYMENT_CALLBACK_URL"));
    }

    @Test
    void a_service_knows_the_password_of_its_own_database_only() {
        for (var service : services.keySet()) {
            if (service.equals("db")) continue;
            var passwords = new TreeSet<>(
                    environment(service) == null
                            ? Set.of()
                            : environment(service).keySet());
            passwords.removeIf(name -> !name.endsWith("_DB_PASSWORD"));
            var own = service.toUpperCase(Locale.ROOT) + "_DB_PASSWORD";
            assertEquals(DATABASES.contains(service) ? Set.of(own) : Set.of(), passwords, service);
        }
    }

    @Test
    void every_setting_of_the_example_reaches_a_container_and_each_secret_must_be_there() {
        var examples = examples();
        var passed = new HashMap<String, String>();
        for (var service : services.keySet()) {
            for (var setting : environment(service).entrySet()) {
                var value = setting.getValue();
                if (value.contains("${")) assertTrue(value.startsWith("${" + setting.getKey() + ":"), value);
                passed.put(setting.getKey(), value);
            }
        }
        // the port outside, and Compose itself
        for (var name : List.of("BIND_ADDRESS", "GATEWAY_PORT", "COMPOSE_PROFILES")) passed.put(name, "");
        var expected = new TreeSet<>(examples.keySet());
        expected.removeAll(FOR_ONE_MACHINE);
        for (var name : expected) {
            assertTrue(passed.containsKey(name), "no container gets " + name);
            var isSecret = examples.get(name).equals("change-me");
            var must = "${" + name + ":?type labs/make-env.sh first}";
            if (isSecret) assertEquals(must, passed.get(name));
        }
        assertEquals("stand-ins", examples.get("COMPOSE_PROFILES"));
    }

    @Test
    void no_secret_gets_into_an_image() {
        var ignored = read(".dockerignore")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertEquals("*", ignored.get(0));
        for (var line : ignored) assertFalse(line.startsWith("!.env") || line.startsWith("!data"), line);
    }

    /** A program in place of MariaDB's client prints what it gets. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for bash")
    void each_database_has_one_user_who_sees_no_other(@TempDir Path folder) throws IOException {
        var client = Files.writeString(folder.resolve("mariadb"), "#!/bin/sh\nexec cat\n");
        assertTrue(client.toFile().setExecutable(true));
        var settings = new HashMap<>(Map.of("PATH", folder + ":" + System.getenv("PATH")));
        settings.putAll(Map.of("MARIADB_ROOT_PASSWORD", "root", "AUTH_DB_PASSWORD", "a'\\b"));
        settings.putAll(Map.of("MOVIE_DB_PASSWORD", "m", "ORDER_DB_PASSWORD", "o"));
        var lines = Script.run(settings, "sql/databases.sh").text().lines().toList();
        assertEquals(9, lines.size(), lines.toString());
        assertEquals("CREATE DATABASE nontonyuk_auth CHARACTER SET utf8mb4;", lines.get(0));
        assertEquals("CREATE USER nontonyuk_auth@'%' IDENTIFIED BY 'a\\'\\\\b';", lines.get(1));
        assertEquals("GRANT ALL ON `nontonyuk\\_order`.* TO nontonyuk_order@'%';", lines.get(8));
    }
}
