package nontonyuk.common.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;

/**
 * Reads and writes records as JSON (RFC 8259), in snake_case. A time has the form of ISO 8601 with an offset.
 *
 * <p>Requests are read strictly. An unknown field, a field twice, or a number in quotes is a {@link Problem}. The same
 * applies to a {@code null} body and to text after the end. Answers of other programs are read leniently, so that a new
 * field does no harm. A text of a record gets the form {@link Nfc}.
 */
public final class Json {
    private static final JsonMapper STRICT = mapper(true);
    private static final JsonMapper LENIENT = mapper(false);

    private Json() {}

    /** The value as UTF-8 bytes. The fields of a record keep their order. */
    public static byte[] write(Object value) {
        try {
            return LENIENT.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the body of a request. Throws a 400 or 422 that names the fault. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            var value = STRICT.readValue(utf8(json), type);
            if (value == null) throw Problem.badRequest("invalid-json", "The body is null; an object is expected.");
            return value;
        } catch (JsonMappingException e) {
            throw JsonProblems.mismatch(e);
        } catch (JsonProcessingException e) {
            throw JsonProblems.malformed(e);
        } catch (IOException e) {
            throw Problem.badRequest("invalid-json", "The body " + e.getMessage());
        }
    }

    /** Jackson itself would also read UTF-16, UTF-32, a byte order mark, and UTF-8 with overlong forms. */
    private static String utf8(byte[] json) throws IOException {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
            if (text.startsWith("\uFEFF")) throw new IOException("begins with a byte order mark; send it without.");
            if (text.indexOf('\0') < 0) return text; // in UTF-16, each ASCII letter has a zero byte
        } catch (CharacterCodingException e) {
            // the same fault
        }
        throw new IOException("is not UTF-8, the only encoding of JSON.");
    }

    /** Reads the answer of another program. Throws {@link IOException} if it is not JSON of this type. */
    public static <T> T readLenient(byte[] json, Class<T> type) throws IOException {
        return LENIENT.readValue(json, type);
    }

    /** Reads a part of an answer. Throws {@link IOException} if it does not have this type. */
    public static <T> T convert(JsonNode node, Class<T> type) throws IOException {
        return LENIENT.treeToValue(node, type);
    }

    /** Reads a JSON value of any type. Throws {@link IOException} if a field occurs twice. */
    public static JsonNode readStrictTree(byte[] json) throws IOException {
        return STRICT.readTree(utf8(json));
    }

    private static JsonMapper mapper(boolean strict) {
        var limits = StreamReadConstraints.builder()
                .maxNestingDepth(20)
                // The size of a request is bounded, and a long number is valid JSON.
                .maxNumberLength(strict ? Integer.MAX_VALUE : 30)
                .build();
        var mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, strict)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, strict)
                .configure(DeserializationFeature.ACCEPT_FLOAT_AS_INT, !strict)
                .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, !strict)
                // Only a record's components are fields; a method such as isAdmin() is not.
                .configure(MapperFeature.AUTO_DETECT_IS_GETTERS, false)
                .addModule(texts());
        if (strict) {
            mapper.withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
        }
        return mapper.build();
    }

    private static SimpleModule texts() {
        return new SimpleModule()
                .addDeserializer(String.class, new NfcReader())
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(LocalDate.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new TextReader<>(Instant.class, Json::instant))
                .addDeserializer(LocalDate.class, new TextReader<>(LocalDate.class, LocalDate::parse));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static final class NfcReader extends StringDeserializer {
        private static final long serialVersionUID = 1;

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Nfc.of(super.deserialize(json, context));
        }
    }

    private static final class TextReader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<String, T> parser;

        TextReader(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                if (json.hasToken(JsonToken.VALUE_STRING)) return parser.apply(json.getText());
                throw mismatch(json);
            } catch (DateTimeException e) {
                throw mismatch(json);
            }
        }

        private MismatchedInputException mismatch(JsonParser json) {
            return MismatchedInputException.from(json, handledType(), "not a text of this type");
        }
    }
}
