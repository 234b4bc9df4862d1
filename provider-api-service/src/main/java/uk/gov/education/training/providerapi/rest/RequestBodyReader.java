package uk.gov.education.training.providerapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.StrictJson;

/**
 * A request body: JSON under any of its media types, or a form with fields such as {@code data[attributes][reason]}. A
 * body of any other type counts as missing.
 */
final class RequestBodyReader {

    private static final Set<String> JSON_TYPES =
            Set.of("application/json", "text/x-json", "application/jsonrequest", "application/problem+json");
    private static final Set<String> FORM_TYPES = Set.of("application/x-www-form-urlencoded", "multipart/form-data");
    private static final Pattern FIELD = Pattern.compile("data\\[attributes]\\[([^\\[\\]]+)]");

    private final String type;
    private final byte[] bytes;

    private RequestBodyReader(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /**
     * Reads the content.
     *
     * @throws ApiException if the content does not match its type
     */
    JsonNode content() {
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (JSON_TYPES.contains(essence)) {
            return json();
        }
        return FORM_TYPES.contains(essence) ? form() : MissingNode.getInstance();
    }

    private JsonNode json() {
        return StrictJson.read(bytes, JsonNode.class) instanceof JsonNode content ? content : MissingNode.getInstance();
    }

    private JsonNode form() {
        ObjectNode content = Json.MAPPER.createObjectNode();
        ObjectNode attributes = content.putObject("data").putObject("attributes");
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "", Unpooled.wrappedBuffer(bytes));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        HttpPostRequestDecoder form = null;
        try {
            form = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request, UTF_8);
            for (InterfaceHttpData field : form.getBodyHttpDatas()) {
                Matcher name = FIELD.matcher(field.getName());
                if (field instanceof Attribute value && name.matches()) {
                    attributes.put(name.group(1), value.getValue());
                }
            }
            return content;
        } catch (IOException | RuntimeException malformed) {
            throw ApiException.badRequest("body", "The body is not a well-formed form.");
        } finally {
            if (form != null) {
                form.destroy();
            }
        }
    }

    /** Reads bodies of any content type, and of none. */
    @Provider
    @Consumes(MediaType.WILDCARD)
    static class Reader implements MessageBodyReader<RequestBodyReader> {

        @Override
        public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
            return type == RequestBodyReader.class;
        }

        @Override
        public RequestBodyReader readFrom(
                Class<RequestBodyReader> type,
                Type generic,
                Annotation[] annotations,
                MediaType mediaType,
                MultivaluedMap<String, String> headers,
                InputStream body)
                throws IOException {
            @Nullable String contentType = headers.getFirst("Content-Type");
            return new RequestBodyReader(contentType == null ? "" : contentType, body.readAllBytes());
        }
    }
}
