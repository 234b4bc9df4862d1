package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;

/** Valid records, made from the contract's golden files. Each has new ids. */
final class ValidRecords {

    private static final Map<String, List<String>> GOLDEN = Map.ofEntries(
            entry(
                    Topics.PARTICIPANT_CHANGES_NAME,
                    List.of("name-changed", "ect-registered", "mentor-assigned", "school-replaced")),
            entry(Topics.TRAINING_CHANGES_NAME, List.of("training-deferred", "training-schedule-changed")),
            entry(Topics.DECLARATIONS_NAME, List.of("declaration-submitted", "declaration-voided")),
            entry(Topics.SCHEDULE_ASSIGNMENTS_NAME, List.of("schedule-assigned", "schedule-not-found")),
            entry(Topics.FUNDING_DECISIONS_NAME, List.of("eligibility-decided", "declaration-paid")),
            entry(Topics.STATEMENTS_NAME, List.of("statement-opened", "statement-paid")),
            entry(Topics.CONTRACT_PERIODS_NAME, List.of("contract-period-opened", "payments-frozen")),
            entry(Topics.PARTNERSHIPS_NAME, List.of("partnership-confirmed", "partnership-urn-replaced")),
            entry(Topics.SCHOOLS_NAME, List.of("school-added", "school-urn-replaced", "school-merged")),
            entry(Topics.LEAD_PROVIDERS_NAME, List.of("lead-provider-added", "cohort-contracted")),
            entry(Topics.DELIVERY_PARTNERS_NAME, List.of("delivery-partner-added", "pairing-removed")),
            entry(Topics.OPERATIONS_ALERTS_NAME, List.of("alert-raised", "alert-cleared")),
            entry(Topics.OPERATIONS_ACTIVITY_NAME, List.of("activity-reported", "instance-stopped")));

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern YEAR = Pattern.compile("\\b202[0-9]\\b");
    private static final Pattern SERVICE = Pattern.compile("\"(?:schedule|funding)-service\"");
    private static final Pattern URN = Pattern.compile("\"10000[0-9]\"");
    private static final Pattern TRN = Pattern.compile("\"trn\": \"[0-9]{7}\"");
    private static final int CENTURIES = 8;
    private static final int LEAD_PROVIDERS = 20;

    private ValidRecords() {}

    /** @param target the topic itself, or one of its dead-letter topics */
    static RecordDraft draft(Topic<?, ?> topic, String target, Random random) {
        List<String> files = Objects.requireNonNull(GOLDEN.get(topic.name()));
        String type = files.get(random.nextInt(files.size()));
        ObjectNode message = withNewIds(topic, golden(topic, type), random);
        message.put("version", 1);
        RecordDraft recordDraft = new RecordDraft(random, target, key(topic, message.get("snapshot")), message);
        String ceType = "uk.gov.education.training." + type + ".v1";
        recordDraft.header("ce_specversion", "1.0");
        recordDraft.header("ce_id", id(random));
        recordDraft.header("ce_source", "/hostile-run");
        recordDraft.header("ce_type", ceType);
        recordDraft.header("ce_subject", recordDraft.ownKey);
        recordDraft.header("ce_time", Instant.now().toString());
        recordDraft.header("ce_dataschema", MessageSchemas.BASE + topic.schema(ceType));
        recordDraft.header("ce_sequence", "1");
        recordDraft.header("ce_partitionkey", recordDraft.ownKey);
        recordDraft.header("content-type", "application/json");
        return recordDraft;
    }

    static String id(Random random) {
        byte[] any = new byte[16];
        random.nextBytes(any);
        return UUID.nameUUIDFromBytes(any).toString();
    }

    private static String randomLetters(Random random) {
        return Long.toString(random.nextLong(1L << 40), 10)
                .chars()
                .map(digit -> digit - '0' + 'a')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String golden(Topic<?, ?> topic, String type) {
        String name = "/contract/" + topic.name() + "/" + type + ".v1.json";
        try (InputStream file = ValidRecords.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message with new ids, so that it refers to no existing school, provider or person. */
    private static ObjectNode withNewIds(Topic<?, ?> topic, String golden, Random random) {
        Map<String, String> ids = new HashMap<>();
        // Few lead providers, because each of them sees every school.
        Random idSource = topic.equals(Topics.LEAD_PROVIDERS) ? new Random(random.nextInt(LEAD_PROVIDERS)) : random;
        String text = ID.matcher(golden).replaceAll(found -> ids.computeIfAbsent(found.group(), old -> id(idSource)));
        // Longer than the URN of any school, and random, because no two schools have the same.
        text = URN.matcher(text)
                .replaceAll(found ->
                        ids.computeIfAbsent(found.group(), old -> "\"%09d\"".formatted(random.nextInt(1_000_000_000))));
        text = TRN.matcher(text).replaceAll(found -> "\"trn\": \"00%05d\"".formatted(random.nextInt(100_000)));
        if (topic.equals(Topics.CONTRACT_PERIODS)) {
            // Far in the future, so that no participant is affected.
            int years = 100 + random.nextInt(CENTURIES * 100);
            text = YEAR.matcher(text).replaceAll(found -> Integer.toString(years + Integer.parseInt(found.group())));
        }
        text = SERVICE.matcher(text).replaceAll("\"hostile-" + randomLetters(random) + "-service\"");
        try {
            return (ObjectNode) Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Topic<?, ?> topic, JsonNode snapshot) {
        return switch (topic.name()) {
            case Topics.CONTRACT_PERIODS_NAME -> snapshot.path("year").asText();
            case Topics.OPERATIONS_ALERTS_NAME ->
                snapshot.path("service").asText() + "/"
                        + snapshot.path("condition").asText();
            case Topics.OPERATIONS_ACTIVITY_NAME ->
                snapshot.path("service").asText() + "/"
                        + snapshot.path("instance").asText();
            default ->
                snapshot.path(snapshot.has("participant_id") ? "participant_id" : "id")
                        .asText();
        };
    }
}
