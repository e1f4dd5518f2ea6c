package nontonyuk.common.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * JSON (RFC 8259) to records and back, in snake_case, times in ISO 8601 with an offset.
 *
 * <p>What people send is read strictly: an unknown field, a field given twice, a number in quotes, {@code null} for the
 * whole body, anything after the end is a {@link Problem} in our own words. What our own services and TheMovieDB answer
 * is read leniently, so that a new field there breaks nothing here.
 */
public final class Json {
    private static final JsonMapper STRICT = mapper(true);
    private static final JsonMapper LENIENT = mapper(false);

    private Json() {}

    private static JsonMapper mapper(boolean strict) {
        var limits = StreamReadConstraints.builder()
                .maxNestingDepth(20)
                .maxNumberLength(30)
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
                // A record's components are its JSON; an isAdmin() beside them is not.
                .configure(MapperFeature.AUTO_DETECT_IS_GETTERS, false)
                .addModule(times());
        if (strict) {
            mapper.withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
        }
        return mapper.build();
    }

    /** UTF-8 bytes of a value; records keep the order of their components. */
    public static byte[] write(Object value) {
        try {
            return LENIENT.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what a person sent, or throws the 400 or 422 that says what is wrong with it. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            var value = STRICT.readValue(json, type);
            if (value == null) throw Problem.badRequest("invalid-json", "The body is null; an object is expected.");
            return value;
        } catch (JsonMappingException e) {
            throw JsonProblems.mismatch(e);
        } catch (JsonProcessingException e) {
            throw JsonProblems.malformed(e);
        } catch (IOException e) {
            // Bytes in memory don't break: these are in no encoding that JSON may have.
            throw Problem.badRequest("invalid-json", "The body is not UTF-8.");
        }
    }

    /** Reads what another program answered. Throws {@link IOException} where it isn't JSON of that shape. */
    public static <T> T readLenient(byte[] json, Class<T> type) throws IOException {
        return LENIENT.readValue(json, type);
    }

    /** The same for a part of an answer. */
    public static <T> T convert(JsonNode node, Class<T> type) throws IOException {
        return LENIENT.treeToValue(node, type);
    }

    /** A JSON object in which no field stands twice, as security wants it. Throws {@link IOException} otherwise. */
    public static JsonNode readStrictTree(byte[] json) throws IOException {
        return STRICT.readTree(json);
    }

    private static SimpleModule times() {
        return new SimpleModule()
                .addSerializer(new TextWriter<>(Instant.class))
                .addSerializer(new TextWriter<>(LocalDate.class))
                .addDeserializer(
                        Instant.class,
                        new TextReader<>(
                                Instant.class,
                                text -> OffsetDateTime.parse(text).toInstant()))
                .addDeserializer(LocalDate.class, new TextReader<>(LocalDate.class, LocalDate::parse));
    }

    private static final class TextWriter<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1;

        TextWriter(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.toString());
        }
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static final class TextReader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final Class<T> type;
        private final transient Parser<T> parser;

        TextReader(Class<T> type, Parser<T> parser) {
            super(type);
            this.type = type;
            this.parser = parser;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                if (json.hasToken(JsonToken.VALUE_STRING)) return parser.parse(json.getText());
                throw mismatch(json);
            } catch (DateTimeException e) {
                throw mismatch(json);
            }
        }

        private MismatchedInputException mismatch(JsonParser json) {
            return MismatchedInputException.from(json, type, "not a " + type.getSimpleName());
        }
    }
}
