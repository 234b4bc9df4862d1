package uk.gov.education.training.schoolupdates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.TopicClient.header;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.SchoolReportOutcome;
import uk.gov.education.training.events.SchoolReportOutcome.ReportAccepted;
import uk.gov.education.training.events.SchoolReportOutcome.ReportError;
import uk.gov.education.training.events.SchoolReportOutcome.ReportRefused;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.AccessToken;
import uk.gov.education.training.testsupport.TopicClient;

/** A school portal, which signs and publishes reports and reads their outcomes. */
final class Portal implements AutoCloseable {

    private final SchoolUpdates service;
    private final TopicClient topics = TopicClient.ofServiceUnderTest();
    private final String token = AccessToken.random();
    private final UUID keyId = UUID.randomUUID();
    private final KeyPair keys;

    /** @param schools that the portal may report for; none for all */
    Portal(SchoolUpdates service, String... schools) {
        this.service = service;
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        if (schools.length == 0) {
            service.sql(
                    "insert into access_tokens (token_hash, scope) values ($1, 'school')",
                    Buffer.buffer(AccessToken.hash(token)));
        } else {
            service.sql(
                    "insert into access_tokens (token_hash, scope, school_urns) values ($1, 'school', $2)",
                    Buffer.buffer(AccessToken.hash(token)),
                    schools);
        }
        service.sql(
                "insert into report_signing_keys (id, token_id, public_key)"
                        + " select $1, id, $2 from access_tokens where token_hash = $3",
                keyId,
                Buffer.buffer(keys.getPublic().getEncoded()),
                Buffer.buffer(AccessToken.hash(token)));
    }

    void revokeKey() {
        service.sql("update report_signing_keys set revoked_at = now() where id = $1", keyId);
    }

    /** Calls over REST with the portal's token. */
    Caller rest() {
        return new Caller(token, "/api/v1/schools/", SchoolUpdates.NOW);
    }

    /** A report before it is signed. */
    @SuppressWarnings("ArrayRecordComponent") // compared only by identity of the array
    record Draft(@Nullable String key, Map<String, String> headers, byte @Nullable [] body) {

        String id() {
            return headers.getOrDefault("ce_id", "");
        }

        Draft withId(String id) {
            return withHeader("ce_id", id);
        }

        Draft withHeader(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(name, value);
            return new Draft(key, changed, body);
        }

        Draft without(String name) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.remove(name);
            return new Draft(key, changed, body);
        }

        Draft withKey(@Nullable String other) {
            return new Draft(other, headers, body);
        }

        Draft withBody(@Nullable String text) {
            return new Draft(key, headers, text == null ? null : text.getBytes(UTF_8));
        }
    }

    /** A report about a participant of a school; the participant is null for a registration. */
    Draft draft(String urn, String type, @Nullable String participantId, Map<String, ?> request) {
        return draft(urn, type, participantId, request, Map.of());
    }

    Draft draft(String urn, String type, @Nullable String participantId, Map<String, ?> request, Map<String, ?> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.putAll(request);
        Map<String, Object> body = new HashMap<>(Map.of("school_urn", urn, "reported_by", "person-1"));
        body.putAll(more);
        if (participantId != null) {
            body.put("participant_id", participantId);
        }
        body.put("request", fields);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", "/school-portal");
        headers.put("ce_type", "uk.gov.education.training." + type + ".v1");
        headers.put("ce_time", Instant.now().toString());
        headers.put("X-With-Server-Date", SchoolUpdates.NOW);
        return new Draft(urn, headers, Json.write(body).getBytes(UTF_8));
    }

    Draft signed(Draft draft) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.getPrivate());
            ed25519.update(String.join(
                            "\n",
                            draft.id(),
                            draft.headers().getOrDefault("ce_time", ""),
                            draft.key() == null ? "" : draft.key(),
                            draft.headers().getOrDefault("ce_type", ""),
                            "")
                    .getBytes(UTF_8));
            if (draft.body() != null) {
                ed25519.update(draft.body());
            }
            return draft.withHeader("ce_keyid", keyId.toString())
                    .withHeader("ce_signature", Base64.getEncoder().encodeToString(ed25519.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs and publishes a report. Returns its id. */
    String publish(Draft draft) {
        return publish(draft, UnaryOperator.identity());
    }

    /** @param damage changes the report after it is signed */
    String publish(Draft draft, UnaryOperator<Draft> damage) {
        Draft sent = damage.apply(signed(draft));
        topics.publishRaw(Topics.SCHOOL_REPORTS_NAME, sent.key(), sent.headers(), sent.body());
        return draft.id();
    }

    /** Publishes a report and waits for its outcome. */
    SchoolReportOutcome outcomeOf(Draft draft) {
        return outcome(publish(draft));
    }

    ReportAccepted accepted(Draft draft) {
        SchoolReportOutcome outcome = outcomeOf(draft);
        assertThat(outcome.outcome()).isInstanceOf(ReportAccepted.class);
        return (ReportAccepted) outcome.outcome();
    }

    List<ReportError> refused(Draft draft) {
        return errors(outcomeOf(draft));
    }

    static List<ReportError> errors(SchoolReportOutcome outcome) {
        assertThat(outcome.outcome()).isInstanceOf(ReportRefused.class);
        return ((ReportRefused) outcome.outcome()).errors();
    }

    SchoolReportOutcome outcome(String id) {
        var outcomes = await().atMost(SOON).until(() -> outcomes(id), found -> !found.isEmpty());
        assertThat(outcomes).hasSize(1);
        return read(outcomes.getFirst());
    }

    /** The outcomes with this cause. */
    List<ConsumerRecord<String, byte[]>> outcomes(String id) {
        return outcomes().stream()
                .filter(record -> id.equals(header(record, "ce_causationid")))
                .toList();
    }

    /** All outcomes. A copy that was published twice after a crash counts once. */
    List<ConsumerRecord<String, byte[]>> outcomes() {
        Map<String, ConsumerRecord<String, byte[]>> byId = new LinkedHashMap<>();
        topics.records(Topics.SCHOOL_REPORT_OUTCOMES_NAME)
                .forEach(record -> byId.putIfAbsent(header(record, "ce_id"), record));
        return List.copyOf(byId.values());
    }

    /** Reads an outcome, and checks it against its schema. */
    static SchoolReportOutcome read(ConsumerRecord<String, byte[]> record) {
        assertThat(MessageSchemas.errors(Topics.SCHOOL_REPORT_OUTCOMES, header(record, "ce_type"), record.value()))
                .isEmpty();
        try {
            return Json.MAPPER.readValue(record.value(), SchoolReportOutcome.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
