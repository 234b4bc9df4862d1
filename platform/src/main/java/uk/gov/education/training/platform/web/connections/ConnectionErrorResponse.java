package uk.gov.education.training.platform.web.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ErrorFormat;
import uk.gov.education.training.platform.web.ResponseBytes;
import uk.gov.education.training.platform.web.SecurityHeaders;

/** The last response of a connection whose bytes are not a valid request. */
final class ConnectionErrorResponse {

    private static final List<Integer> STATUSES = List.of(400, 408, 414, 431, 503);

    private final ErrorFormat errors;
    private final Map<Integer, Counter> rejected;

    ConnectionErrorResponse(ErrorFormat errors, MeterRegistry metrics) {
        this.errors = errors;
        this.rejected = STATUSES.stream()
                .collect(toMap(status -> status, status -> Counter.builder("connections.rejected")
                        .description("Connections closed before a resource could answer a request")
                        .tag("status", status.toString())
                        .register(metrics)));
    }

    FullHttpResponse message(ApiException apiException) {
        @Nullable Counter counter = rejected.get(apiException.status());
        if (counter != null) {
            counter.increment();
        }
        Response response = errors.of(apiException.status(), apiException.problems());
        ByteBuf body = Unpooled.wrappedBuffer(ResponseBytes.of(response));
        var message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(apiException.status()), body);
        message.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, response.getHeaderString("Content-Type"))
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        SecurityHeaders.ALWAYS.forEach((name, value) -> message.headers().set(name, value));
        return message;
    }

    /** The bytes of the response. */
    ByteBuf bytes(ApiException apiException) {
        FullHttpResponse message = message(apiException);
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(message.status().code())
                .append(' ')
                .append(message.status().reasonPhrase())
                .append("\r\n");
        message.headers().forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        return Unpooled.wrappedBuffer(Unpooled.copiedBuffer(head.append("\r\n"), ISO_8859_1), message.content());
    }
}
