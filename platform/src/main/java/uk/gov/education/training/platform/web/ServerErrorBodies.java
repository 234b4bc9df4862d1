package uk.gov.education.training.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.ws.rs.core.Response;
import java.util.List;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * Gives a body to errors that the HTTP server itself sends before any of our code runs: for an invalid URI, a first
 * line or headers that are too long, or bytes that are not HTTP. One instance for each connection.
 */
class ServerErrorBodies extends ChannelOutboundHandlerAdapter {

    private static final int FIRST_ERROR = 400;

    private final ErrorFormat errors;
    private boolean bodyless;

    ServerErrorBodies(ErrorFormat errors) {
        this.errors = errors;
    }

    /** @param bodyless whether its response cannot have a body */
    void nextRequest(boolean bodyless) {
        this.bodyless = bodyless;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) throws Exception {
        boolean isBare = message instanceof FullHttpResponse response
                && response.status().code() >= FIRST_ERROR
                && !response.content().isReadable();
        super.write(context, isBare && !bodyless ? withBody((FullHttpResponse) message) : message, written);
    }

    private FullHttpResponse withBody(FullHttpResponse bare) {
        Response response = errors.of(
                bare.status().code(),
                List.of(new Problem(
                        "request", DefaultErrorDetails.of(bare.status().code()))));
        byte[] body = json(response.getEntity());
        bare.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, response.getHeaderString("Content-Type"))
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        bare.release();
        return new DefaultFullHttpResponse(
                bare.protocolVersion(),
                bare.status(),
                Unpooled.wrappedBuffer(body),
                bare.headers(),
                bare.trailingHeaders());
    }

    private static byte[] json(Object entity) {
        try {
            return Json.MAPPER.writeValueAsBytes(entity);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Could not write an error as JSON", impossible);
        }
    }
}
