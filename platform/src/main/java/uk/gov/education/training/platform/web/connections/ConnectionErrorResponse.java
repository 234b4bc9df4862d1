package uk.gov.education.training.platform.web.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.ws.rs.core.Response;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ErrorFormat;
import uk.gov.education.training.platform.web.ResponseBytes;
import uk.gov.education.training.platform.web.SecurityHeaders;

/** The last response of a connection whose bytes are not a valid request. */
final class ConnectionErrorResponse {

    private final ErrorFormat errors;

    ConnectionErrorResponse(ErrorFormat errors) {
        this.errors = errors;
    }

    FullHttpResponse message(ApiException apiException) {
        Response answer = errors.of(apiException.status(), apiException.problems());
        ByteBuf body = Unpooled.wrappedBuffer(ResponseBytes.of(answer));
        var message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(apiException.status()), body);
        message.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.getHeaderString("Content-Type"))
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
