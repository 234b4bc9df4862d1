package uk.gov.education.training.system;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A load generator with a small footprint, because it shares the machine with the measured system. */
public final class LoadGenerator implements AutoCloseable {

    private static final int CONNECTIONS = 64;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(CONNECTIONS));

    /** @param body empty if the response had none */
    record Response(int status, Buffer body) {}

    CompletionStage<Response> put(String url, String token, JsonObject body) {
        return send(HttpMethod.PUT, url, token, body.toBuffer());
    }

    CompletionStage<Response> post(String url, String token, JsonObject body) {
        return send(HttpMethod.POST, url, token, body.toBuffer());
    }

    CompletionStage<Response> get(String url, String token) {
        return send(HttpMethod.GET, url, token, Buffer.buffer());
    }

    private CompletionStage<Response> send(HttpMethod method, String url, String token, Buffer body) {
        URI uri = URI.create(url);
        String path = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        // Vert.x drops a body that is not requested at once, so request it here, on the event loop.
        return http.request(method, uri.getPort(), uri.getHost(), path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + token)
                        .putHeader("Content-Type", "application/json")
                        .send(body)
                        .compose(response ->
                                response.body().map(content -> new Response(response.statusCode(), content))))
                .toCompletionStage();
    }

    /** Keeps a number of requests in flight for a time and returns the number of successes. */
    long closedLoop(int concurrency, long millis, Supplier<CompletionStage<Response>> request) {
        AtomicLong succeeded = new AtomicLong();
        AtomicBoolean running = new AtomicBoolean(true);
        CompletableFuture<?>[] loops = new CompletableFuture<?>[concurrency];
        for (int i = 0; i < concurrency; i++) {
            loops[i] = new CompletableFuture<>();
            next(loops[i], running, succeeded, request);
        }
        pause(millis);
        running.set(false);
        CompletableFuture.allOf(loops).join();
        return succeeded.get();
    }

    private static void next(
            CompletableFuture<?> loop,
            AtomicBoolean running,
            AtomicLong succeeded,
            Supplier<CompletionStage<Response>> request) {
        if (!running.get()) {
            loop.complete(null);
            return;
        }
        request.get().whenComplete((response, failure) -> {
            if (failure == null && response.status() / 100 == 2) {
                succeeded.incrementAndGet();
            }
            next(loop, running, succeeded, request);
        });
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
