package uk.gov.education.training.events.edge.sockets;

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
import uk.gov.education.training.events.edge.AnswerBytes;
import uk.gov.education.training.events.edge.ErrorBody;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.SecurityHeaders;

/** Answers to what is no request: each is the connection's last. */
final class Answers {

    private final ErrorBody errors;

    Answers(ErrorBody errors) {
        this.errors = errors;
    }

    FullHttpResponse message(Refusal refusal) {
        Response answer = errors.of(refusal.status(), refusal.problems());
        ByteBuf body = Unpooled.wrappedBuffer(AnswerBytes.of(answer));
        var message =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refusal.status()), body);
        message.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.getHeaderString("Content-Type"))
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        SecurityHeaders.ALWAYS.forEach((name, value) -> message.headers().set(name, value));
        return message;
    }

    /** The same as it is sent. */
    ByteBuf bytes(Refusal refusal) {
        FullHttpResponse message = message(refusal);
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
