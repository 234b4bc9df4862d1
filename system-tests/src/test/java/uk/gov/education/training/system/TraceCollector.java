package uk.gov.education.training.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** An OTLP receiver that keeps traces in memory. */
final class TraceCollector {

    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();

    TraceCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::collect);
        server.start();
    }

    /** @param parent empty if it has none */
    record Span(String service, String name, String trace, String id, String parent, Map<String, String> attributes) {}

    /** Environment variables for a service, which then records only traces that its caller has sampled. */
    Map<String, String> settings() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "OTEL_TRACES_SAMPLER_ARG",
                "0",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "0.2S");
    }

    List<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private void collect(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (var body = exchange.getRequestBody()) {
            var request = ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body);
            request.getResourceSpansList().forEach(this::store);
        }
        byte[] response = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, response.length == 0 ? -1 : response.length);
        exchange.getResponseBody().write(response);
        exchange.close();
    }

    private void store(ResourceSpans resource) {
        String service = attributes(resource.getResource().getAttributesList()).get("service.name");
        for (ScopeSpans scope : resource.getScopeSpansList()) {
            scope.getSpansList()
                    .forEach(span -> spans.add(new Span(
                            service,
                            span.getName(),
                            hex(span.getTraceId().toByteArray()),
                            hex(span.getSpanId().toByteArray()),
                            hex(span.getParentSpanId().toByteArray()),
                            attributes(span.getAttributesList()))));
        }
    }

    private static Map<String, String> attributes(List<KeyValue> list) {
        Map<String, String> attributes = new HashMap<>();
        list.forEach(each -> attributes.put(
                each.getKey(),
                each.getValue().hasStringValue()
                        ? each.getValue().getStringValue()
                        : each.getValue().toString()));
        return attributes;
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }
}
