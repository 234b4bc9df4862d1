package uk.gov.education.training.providerapi;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.ContractFile.CONTRACT;
import static uk.gov.education.training.providerapi.ContractFile.example;
import static uk.gov.education.training.providerapi.ContractFile.headers;
import static uk.gov.education.training.providerapi.ContractFile.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.providerapi.testing.ContractCheck;
import uk.gov.education.training.providerapi.testing.ContractCheck.Response;

/** Checks that the contract check finds every kind of error in a response. */
class ContractCheckTest {

    private static final String PARTICIPANT = "/api/v3/participants/5d0e3c52-7a41-4f0b-9f0e-2b6c8f1a4d17";

    private static ObjectNode participant() {
        return (ObjectNode) example(CONTRACT.at("/components/schemas/ParticipantResponse"));
    }

    /** A participant with one changed value. */
    private static ObjectNode with(String pointer, String json) throws JsonProcessingException {
        ObjectNode body = participant();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) body.at(pointer.substring(0, slash)))
                .set(pointer.substring(slash + 1), Json.MAPPER.readTree(json));
        return body;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/data/type | \"participants\"",
                "/data/id | \"17\"",
                "/data/stray | 1",
                "/data/attributes/full_name | null",
                "/data/attributes/fullName | \"Imogen Achterberg\"",
                "/data/attributes/updated_at | \"2026-03-02T08:15:40.123Z\"",
                "/data/attributes/updated_at | \"2026-03-02T08:15:40+01:00\"",
                "/data/attributes/ecf_enrolments | {}",
                "/data/attributes/ecf_enrolments/0/training_status | \"unheard-of\"",
                "/data/attributes/ecf_enrolments/0/working_pattern | \"full-time\"",
                "/data/attributes/ecf_enrolments/0/cohort | 2025",
                "/data/attributes/ecf_enrolments/0/eligible_for_funding | \"true\"",
                "/data/attributes/ecf_enrolments/0/induction_end_date | \"2027-07-20T00:00:00Z\"",
                "/data/attributes/ecf_enrolments/0/delivery_partner_id | null",
                "/data/attributes/ecf_enrolments/0/deferral | {\"reason\": \"boredom\", \"date\": \"2026-01-19T10:30:55Z\"}",
                "/data/attributes/ecf_enrolments/0/deferral | {\"reason\": \"other\"}",
            })
    void valueThatTheContractDoesNotAllowIsReported(String pointer, String json) throws JsonProcessingException {
        assertThat(problems("GET", PARTICIPANT, 200, with(pointer, json))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/data/attributes/teacher_reference_number | null",
                "/data/attributes/ecf_enrolments | []",
                "/data/attributes/ecf_enrolments/0/working_pattern | null",
                "/data/attributes/ecf_enrolments/0/mentor_ineligible_for_funding_reason | null",
                "/data/attributes/ecf_enrolments/0/eligible_for_funding | null",
                "/data/attributes/ecf_enrolments/0/mentor_id | null",
                "/data/attributes/ecf_enrolments/0/deferral | null",
                "/data/attributes/ecf_enrolments/0/induction_end_date | null",
            })
    void nullIsAcceptedForNullableValues(String pointer, String json) throws JsonProcessingException {
        assertThat(problems("GET", PARTICIPANT, 200, with(pointer, json))).isEmpty();
    }

    static Stream<String> keys() {
        List<String> keys = new ArrayList<>();
        JsonNode participant = participant();
        participant.at("/data").fieldNames().forEachRemaining(key -> keys.add("/data/" + key));
        participant.at("/data/attributes").fieldNames().forEachRemaining(key -> keys.add("/data/attributes/" + key));
        participant
                .at("/data/attributes/ecf_enrolments/0")
                .fieldNames()
                .forEachRemaining(key -> keys.add("/data/attributes/ecf_enrolments/0/" + key));
        return keys.stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void missingFieldIsReported(String pointer) {
        ObjectNode body = participant();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) body.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));

        assertThat(problems("GET", PARTICIPANT, 200, body))
                .isNotEmpty()
                .first()
                .asString()
                .contains(pointer.substring(slash + 1));
    }

    @ParameterizedTest
    @CsvSource({"GET, 201", "GET, 500", "GET, 422", "PUT, 200", "DELETE, 204"})
    void undocumentedStatusOrMethodIsReported(String method, int status) {
        assertThat(problems(method, PARTICIPANT, status, participant())).isNotEmpty();
    }

    @Test
    void wrongHeadersAreReported() {
        Map<String, List<String>> noTag = headers();
        noTag.remove("ETag");
        Map<String, List<String>> notJson = headers();
        notJson.put("Content-Type", List.of("text/plain"));
        Map<String, List<String>> later = headers();
        later.put("Retry-After", List.of("later"));

        String tooMany = "{\"errors\": [{\"title\": \"Too many requests\", \"detail\": \"Wait.\"}]}";
        assertThat(ContractCheck.problems("GET", PARTICIPANT, new Response(429, headers(), tooMany)))
                .isEmpty();
        assertThat(ContractCheck.problems("GET", PARTICIPANT, new Response(429, later, tooMany)))
                .isNotEmpty();
        assertThat(ContractCheck.problems(
                        "GET",
                        PARTICIPANT,
                        new Response(200, noTag, participant().toString())))
                .isNotEmpty();
        assertThat(ContractCheck.problems(
                        "GET",
                        PARTICIPANT,
                        new Response(200, notJson, participant().toString())))
                .isNotEmpty();
        assertThat(ContractCheck.problems("GET", PARTICIPANT, new Response(200, headers(), "")))
                .isNotEmpty();
    }

    @Test
    void transfersAreNotAcceptedAsAParticipant() {
        ArrayNode none = Json.MAPPER.createArrayNode();
        assertThat(problems(
                        "GET",
                        "/api/v3/participants/transfers",
                        200,
                        Json.MAPPER.createObjectNode().set("data", none)))
                .isEmpty();
        assertThat(problems("GET", "/api/v3/participants/transfers", 200, participant()))
                .isNotEmpty();
    }

    @Test
    void unknownRouteOfTheContractMustFail() {
        JsonNode notFound = Json.MAPPER.createObjectNode().put("any", "thing");
        assertThat(problems("GET", "/api/v3/appropriate-bodies", 404, notFound)).isEmpty();
        assertThat(problems("DELETE", PARTICIPANT, 405, notFound)).isEmpty();
        assertThat(problems("GET", "/api/v3/appropriate-bodies", 200, notFound)).isNotEmpty();
        assertThat(problems("GET", "/api/v1/lead-providers", 200, notFound)).isEmpty();
    }
}
