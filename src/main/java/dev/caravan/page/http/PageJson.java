package dev.caravan.page.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
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
                    .addSerializer(Instant.class, as((value, json) -> json.writeString(value.toString())))
                    .addSerializer(Duration.class, as((value, json) -> json.writeNumber(value.toMillis())))
                    .addSerializer(Optional.class, as((value, json) -> json.writePOJO(value.orElse(null))))
                    .addSerializer(OptionalLong.class, as((value, json) -> {
                        if (value.isPresent()) {
                            json.writeNumber(value.getAsLong());
                        } else {
                            json.writeNull();
                        }
                    })))
            .build();

    private PageJson() {}

    public static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The page has no text for " + value.getClass(), e);
        }
    }

    private static <T> JsonSerializer<T> as(Writing<T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                writing.write(value, json);
            }
        };
    }
}
