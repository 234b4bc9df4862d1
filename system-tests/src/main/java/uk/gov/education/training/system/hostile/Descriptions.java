package uk.gov.education.training.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.system.RestClient;

/** All operations in the services' OpenAPI descriptions, and the pages and forms of the console. */
final class Descriptions {

    private static final int DEPTH = 12;
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final List<String> PAGES = List.of(
            "/operations",
            "/operations/charts",
            "/operations/dead-letters",
            "/operations/dead-letters/{service}/{id}",
            "/operations/reconciliation",
            "/operations/reconciliation/{service}/checks/{id}",
            "/operations/reconciliation/{service}/rebuilds/{id}",
            "/operations/audit-log",
            "/operations/participants",
            "/operations/participants/{id}",
            "/operations/sign-in");
    private static final List<String> FORMS = List.of(
            "/operations/sign-in",
            "/operations/sign-out",
            "/operations/dead-letters/{service}",
            "/operations/dead-letters/{service}/{id}/replay",
            "/operations/dead-letters/{service}/{id}/discard",
            "/operations/reconciliation/{service}/checks",
            "/operations/reconciliation/{service}/checks/{id}/repair",
            "/operations/reconciliation/{service}/rebuilds");
    private static final List<String> FORM_FIELDS =
            List.of("token", "to", "reason", "scope", "operation", "id", "confirmed", "key", "headers", "body");
    private static final List<String> SHARED_PATHS =
            List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui/");

    private Descriptions() {}

    static List<Operation> all(LocalSystem localSystem) {
        List<Operation> all = new ArrayList<>();
        for (Service service : Service.WITH_DATABASE) {
            JsonNode description = new RestClient(localSystem.service(service).address(), "")
                    .get("/q/openapi?format=json")
                    .ok();
            description.path("paths").properties().forEach(path -> path.getValue()
                    .properties()
                    .forEach(operation -> {
                        if (METHODS.contains(operation.getKey())) {
                            all.add(operation(description, service, operation, path.getKey()));
                        }
                    }));
            SHARED_PATHS.forEach(path -> all.add(new Operation(service, "GET", path, "", List.of(), false)));
        }
        PAGES.forEach(path ->
                all.add(new Operation(Service.OPERATIONS_CONSOLE, "GET", path, "operations", List.of(), false)));
        FORMS.forEach(path ->
                all.add(new Operation(Service.OPERATIONS_CONSOLE, "POST", path, "operations", FORM_FIELDS, true)));
        return all;
    }

    private static Operation operation(
            JsonNode description, Service service, Map.Entry<String, JsonNode> operation, String path) {
        Set<String> fields = new TreeSet<>();
        addFields(description, operation.getValue().path("requestBody"), fields, DEPTH);
        return new Operation(
                service,
                operation.getKey().toUpperCase(Locale.ROOT),
                path,
                scope(service, path),
                List.copyOf(fields),
                false);
    }

    /** The names of all properties, at any depth. */
    private static void addFields(JsonNode description, JsonNode schema, Set<String> fields, int depth) {
        if (depth == 0) {
            return;
        }
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        schema.forEach(part -> addFields(description, part, fields, depth - 1));
        String reference = schema.path("$ref").asText();
        if (reference.startsWith("#")) {
            addFields(description, description.at(reference.substring(1)), fields, depth - 1);
        }
    }

    /** The scope of an operation. Derived from its path, because not every description states it. */
    private static String scope(Service service, String path) {
        if (path.startsWith("/api/v3")) {
            return "lead-provider";
        }
        boolean isOperations =
                List.of("/checks", "/rebuilds", "/dead-letters", "/audit-log", "/unassigned", "/access-token").stream()
                                .anyMatch(part -> path.startsWith("/api/v1" + part))
                        || path.endsWith("/timeline");
        if (isOperations) {
            return "operations";
        }
        return switch (service) {
            case PROVIDER_API -> "support";
            case SCHEDULE -> path.contains("contract-periods") ? "support" : "operations";
            case FUNDING -> path.contains("/participants/") ? "operations" : "finance";
            case SCHOOL_UPDATES ->
                path.contains("induction") ? "appropriate-body" : path.contains("/schools/") ? "school" : "support";
            case OPERATIONS_CONSOLE -> "operations";
        };
    }
}
