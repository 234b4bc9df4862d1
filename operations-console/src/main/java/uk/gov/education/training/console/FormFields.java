package uk.gov.education.training.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** The fields of a submitted form. */
final class FormFields {

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final int MOST_FIELDS = 500;
    private static final char UNDECODABLE = '\uFFFD';

    private final Map<String, List<String>> fields;

    private FormFields(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * @param type the header Content-Type; null if there is none
     * @throws ApiException if the body is not a valid form
     */
    static FormFields of(@Nullable String type, byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (body.length > 0) {
            Charset charset = charset(type == null ? "" : type.toLowerCase(Locale.ROOT));
            String[] pairs = new String(body, charset).split("&", -1);
            if (pairs.length > MOST_FIELDS) {
                throw refusal(413, "The form has more than " + MOST_FIELDS + " fields. Send fewer.");
            }
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals), charset);
                fields.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1), charset));
            }
        }
        return new FormFields(fields);
    }

    private static Charset charset(String type) {
        String[] parts = type.split(";", 2);
        if (parts[0].strip().equals(TYPE)) {
            String charset = parts.length == 1 ? "" : parts[1].replaceAll("^.*charset=|[\\s\"]", "");
            try {
                return charset.isEmpty() ? UTF_8 : Charset.forName(charset);
            } catch (IllegalArgumentException unknown) {
                // refused below
            }
        }
        throw refusal(415, "Send the form as " + TYPE + " in UTF-8, as its page does.");
    }

    private static String decoded(String text, Charset charset) {
        try {
            String decoded = URLDecoder.decode(text, charset);
            if (decoded.indexOf(UNDECODABLE) < 0 && decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException malformed) {
            // refused below
        }
        throw refusal(400, "The form is not well-formed: percent-encode its fields as UTF-8.");
    }

    private static ApiException refusal(int status, String detail) {
        return new ApiException(status, List.of(new Problem("form", detail)));
    }

    /** @return null if the form doesn't have it */
    @Nullable
    String field(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw refusal(400, "The form has the field " + name + " more than once.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** @return without blanks around it; empty if the form doesn't have it */
    String text(String name) {
        String field = field(name);
        return field == null ? "" : field.strip();
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Accepts every content type, so that {@link FormFields} answers a wrong one with a page. */
    @Provider
    @Consumes(MediaType.WILDCARD)
    static class Reader implements MessageBodyReader<FormFields> {

        @Override
        public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
            return type == FormFields.class;
        }

        @Override
        public FormFields readFrom(
                Class<FormFields> type,
                Type generic,
                Annotation[] annotations,
                MediaType mediaType,
                MultivaluedMap<String, String> headers,
                InputStream body)
                throws IOException {
            return FormFields.of(headers.getFirst("Content-Type"), body.readAllBytes());
        }
    }
}
