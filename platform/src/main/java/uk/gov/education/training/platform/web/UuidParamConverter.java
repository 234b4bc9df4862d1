package uk.gov.education.training.platform.web;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads UUIDs in paths and query parameters, in the full form only. */
@Provider
class UuidParamConverter implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return type == UUID.class ? (ParamConverter<T>) new InFull() : null;
    }

    private static final class InFull implements ParamConverter<UUID> {

        @Override
        public UUID fromString(String text) {
            return PathUuid.parse(text);
        }

        @Override
        public String toString(UUID id) {
            return id.toString();
        }
    }
}
