package nontonyuk.common.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nontonyuk.common.token.TestTokens.base64url;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import nontonyuk.common.access.Role;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Invalid tokens, each with one fault. Except in the signature group, the right key signs them all, so only the check
 * for that fault can refuse them.
 */
final class OddTokens {
    private static final long NOW = Instant.now().getEpochSecond();
    private static final Map<String, String> HEADER = fields("alg", "'RS256'", "typ", "'at+jwt'", "kid", "'test-key'");
    private static final Map<String, String> CLAIMS = fields(
            "iss", "'nontonyuk-auth'",
            "aud", "'nontonyuk'",
            "sub", "'7'",
            "iat", "" + NOW,
            "exp", "" + (NOW + 600),
            "jti", "'a-token'",
            "role", "'customer'",
            "sid", "'a-session'");
    private static final Map<String, String> SERVICE = with(
            without(CLAIMS, "sid"),
            Map.of(
                    "aud", "'nontonyuk-internal'",
                    "sub", "'gateway'",
                    "role", "'service'"));

    private OddTokens() {}

    /** The kind of the valid token beside it: a person's or a service's. */
    static String control(String group) {
        return group.equals("service") ? token(HEADER, SERVICE) : token(HEADER, CLAIMS);
    }

    /** Group, name, token. */
    static Stream<Arguments> all() {
        return Stream.of(shapes(), headers(), missing(), signatures(), claims(), times(), services())
                .flatMap(group -> group);
    }

    private static Stream<Arguments> missing() {
        var headers = Stream.of("alg", "typ", "kid")
                .map(name -> Arguments.of("header", "no " + name, token(without(HEADER, name), CLAIMS)));
        var claims = Stream.of("iss", "aud", "sub", "jti", "role", "sid", "exp", "iat")
                .map(name -> Arguments.of("claims", "no " + name, token(HEADER, without(CLAIMS, name))));
        return Stream.concat(headers, claims);
    }

    private static Stream<Arguments> shapes() {
        var token = token(HEADER, CLAIMS);
        var parts = token.split("\\.");
        return group(
                "shape",
                Map.ofEntries(
                        Map.entry("empty", ""),
                        Map.entry("one part", "x"),
                        Map.entry("empty parts", ".."),
                        Map.entry("two parts", parts[0] + "." + parts[1]),
                        Map.entry("four parts", token + ".x"),
                        Map.entry("padding", token + "="),
                        Map.entry("leading space", " " + token),
                        Map.entry("line break", parts[0] + ".\n" + parts[1] + "." + parts[2]),
                        Map.entry("second spelling", secondSpelling(token)),
                        Map.entry("standard base64", parts[0] + ".+/+/." + parts[2]),
                        Map.entry("header is a list", TestTokens.sign("[]", json(CLAIMS))),
                        Map.entry("claims are a text", TestTokens.sign(json(HEADER), "\"x\"")),
                        Map.entry("claims are cut", TestTokens.sign(json(HEADER), "{\"iss\":")),
                        Map.entry("claims and more", TestTokens.sign(json(HEADER), json(CLAIMS) + "{}")),
                        Map.entry("too long", claims("more", "'" + "x".repeat(4000) + "'"))));
    }

    private static Stream<Arguments> headers() {
        var odd = """
                alg: 'none' | 'rs256' | 'PS256'
                typ: 'JWT'
                kid: 1 | '../test-key'
                crit: ['exp'] | []
                jku: 'http://127.0.0.1/'
                jwk: {'kty': 'RSA'}
                x5u: 'http://127.0.0.1/'
                x5c: ['MII']
                b64: false
                zip: 'DEF'
                """;
        var twice = Map.of(
                "alg twice", twice(HEADER, "alg", "'RS256'"),
                "kid twice", twice(HEADER, "kid", "'test-key'"));
        return Stream.concat(oddFields("header", odd), group("header", twice));
    }

    private static Stream<Arguments> signatures() {
        var parts = token(HEADER, CLAIMS).split("\\.");
        var admin = token(HEADER, with(CLAIMS, Map.of("role", "'admin'"))).split("\\.");
        var hmac = Algorithm.HMAC256(TestTokens.publicKey().getEncoded());
        var none = base64url(json(with(HEADER, Map.of("alg", "'none'"))).getBytes(UTF_8));
        return group(
                "signature",
                Map.of(
                        "none at all", parts[0] + "." + parts[1] + ".",
                        "none, as the header says", none + "." + parts[1] + ".",
                        "of other claims", parts[0] + "." + admin[1] + "." + parts[2],
                        "of zeros", parts[0] + "." + parts[1] + "." + base64url(new byte[256]),
                        "too short", parts[0] + "." + parts[1] + "." + base64url(new byte[8]),
                        "by another key", TestTokens.forged(),
                        "the public key as a secret",
                                TestTokens.claims("7", Role.CUSTOMER, "nontonyuk")
                                        .sign(hmac)));
    }

    private static Stream<Arguments> claims() {
        var odd = """
                iss: 'somebody' | ['nontonyuk-auth']
                aud: null | 'somebody' | ['nontonyuk', 'somebody'] | 'nontonyuk-internal'
                sub: 7 | '' | '07' | 'gateway'
                jti: 1
                role: 'root' | 'ADMIN' | ['admin']
                sid: null | ''
                """;
        var others = Map.of(
                "none", token(HEADER, Map.of()),
                "role twice", twice(CLAIMS, "role", "'customer'"),
                "exp twice", twice(CLAIMS, "exp", "" + (NOW + 600)));
        return Stream.concat(oddFields("claims", odd), group("claims", others));
    }

    private static Stream<Arguments> times() {
        var odd = """
                exp: null | '%d' | 9223372036854775807 | 1e400
                iat: null | -1 | %d
                nbf: null | '0' | %d
                """;
        return oddFields("times", odd.formatted(NOW + 600, NOW + 300, NOW + 300));
    }

    /** For each value of each line the token whose header or claims have that field. */
    private static Stream<Arguments> oddFields(String group, String odd) {
        return odd.lines()
                .map(line -> line.split(": ", 2))
                .flatMap(field -> Stream.of(field[1].split(" \\| ")).map(value -> {
                    var token = group.equals("header") ? header(field[0], value) : claims(field[0], value);
                    return Arguments.of(group, field[0] + " " + value, token);
                }));
    }

    private static Stream<Arguments> services() {
        return group(
                "service",
                Map.of(
                        "people's aud", token(HEADER, with(SERVICE, Map.of("aud", "'nontonyuk'"))),
                        "a session", token(HEADER, with(SERVICE, Map.of("sid", "'a-session'"))),
                        "an empty name", token(HEADER, with(SERVICE, Map.of("sub", "''"))),
                        "role of an admin", token(HEADER, with(SERVICE, Map.of("role", "'admin'")))));
    }

    private static Stream<Arguments> group(String group, Map<String, String> tokens) {
        return tokens.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(odd -> Arguments.of(group, odd.getKey(), odd.getValue()));
    }

    private static String header(String field, String value) {
        return token(with(HEADER, Map.of(field, value)), CLAIMS);
    }

    private static String claims(String field, String value) {
        return token(HEADER, with(CLAIMS, Map.of(field, value)));
    }

    private static String twice(Map<String, String> fields, String field, String value) {
        var json = json(fields).replaceFirst("\\{", "{" + json(field, value) + ",");
        return fields == HEADER ? TestTokens.sign(json, json(CLAIMS)) : TestTokens.sign(json(HEADER), json);
    }

    private static String token(Map<String, String> header, Map<String, String> claims) {
        return TestTokens.sign(json(header), json(claims));
    }

    private static Map<String, String> fields(String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static Map<String, String> with(Map<String, String> fields, Map<String, String> more) {
        var changed = new LinkedHashMap<>(fields);
        changed.putAll(more);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> fields, String name) {
        var changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return changed;
    }

    private static String json(Map<String, String> fields) {
        var json = new StringJoiner(",", "{", "}");
        fields.forEach((name, value) -> json.add(json(name, value)));
        return json.toString();
    }

    /** Reads JSON with single quotes, which are easier to read in Java. */
    private static String json(String name, String value) {
        return "\"" + name + "\":" + value.replace('\'', '"');
    }

    /** The same bytes with other unused bits in the last letter of the signature. */
    private static String secondSpelling(String token) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    }
}
