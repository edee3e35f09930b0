package dev.caravan.page.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Records as the page reads them: instants as ISO 8601 text, durations in milliseconds, what is empty as null. */
public final class PageJson {

    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Text.<Instant>of(Instant.class, (value, json) -> json.writeString(value.toString())))
                    .addSerializer(
                            Text.<Duration>of(Duration.class, (value, json) -> json.writeNumber(value.toMillis())))
                    .addSerializer(
                            Text.<Optional<?>>of(Optional.class, (value, json) -> json.writePOJO(value.orElse(null))))
                    .addSerializer(Text.<OptionalLong>of(
                            OptionalLong.class,
                            (value, json) -> json.writePOJO(value.isPresent() ? value.getAsLong() : null))))
            .build();

    private PageJson() {}

    public static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The page has no text for " + value.getClass(), e);
        }
    }

    private static final class Text<T> extends StdSerializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Writing<T> writing;

        private Text(Class<?> type, Writing<T> writing) {
            super(type, false);
            this.writing = writing;
        }

        static <T> Text<T> of(Class<?> type, Writing<T> writing) {
            return new Text<>(type, writing);
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            writing.write(value, json);
        }
    }
}
