package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.launcher.DemoSituations.SEEN_ON;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import uk.gov.education.training.launcher.DeclarationSituation;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.DemoData;
import uk.gov.education.training.launcher.DemoPerson;
import uk.gov.education.training.launcher.DemoSituations;
import uk.gov.education.training.launcher.Situation;

/** Checks that a lead provider of the demonstration finds everyone in the situation that docs/demo-data.md says. */
record SituationChecks(DemoSituations situations, LeadProvider provider, LeadProvider other) {

    private static final List<Situation> INVISIBLE =
            List.of(Situation.COLLEAGUE, Situation.INTERESTED, Situation.UNFUNDED_MENTOR);

    static SituationChecks of(DemoSituations situations, Demo demo) {
        return new SituationChecks(
                situations,
                leadProvider(situations.leadProvider(), demo),
                leadProvider(situations.otherAtFirstSchool(), demo));
    }

    private static LeadProvider leadProvider(DemoData.Organisation organisation, Demo demo) {
        return demo.leadProviders().stream()
                .filter(each -> each.id().equals(organisation.id()))
                .map(each -> LeadProvider.of(each, demo))
                .findFirst()
                .orElseThrow();
    }

    void participants() {
        assertStatus(Situation.JOINING, "joining", "active");
        assertStatus(Situation.ACTIVE, "active", "active");
        assertStatus(Situation.ACTIVE_WITH_INDUCTION, "active", "active");
        assertStatus(Situation.INDUCTION_COMPLETED, "active", "active");
        assertStatus(Situation.LEAVING, "leaving", "active");
        assertStatus(Situation.LEFT, "left", "active");
        assertStatus(Situation.DEFERRED, "left", "deferred");
        assertStatus(Situation.DEFERRED_AND_LEFT, "left", "deferred");
        assertStatus(Situation.WITHDRAWN, "left", "withdrawn");
        assertStatus(Situation.WITHDRAWN_AND_CHANGED, "left", "withdrawn");
        assertStatus(Situation.BEFORE_ROLL_OVER, "active", "active");
        assertStatus(Situation.ROLLED_OVER, "active", "active");
        assertThat(ect(Situation.ACTIVE).path("overall_induction_start_date").isNull())
                .isTrue();
        assertThat(ect(Situation.ACTIVE_WITH_INDUCTION)
                        .path("overall_induction_start_date")
                        .asText())
                .isEqualTo("2026-09-01");
        assertThat(ect(Situation.INDUCTION_COMPLETED).path("induction_end_date").asText())
                .isEqualTo("2026-07-17");
        assertThat(INVISIBLE).allSatisfy(situation -> assertThat(provider.participant(id(situation), SEEN_ON))
                .isEmpty());
        assertThat(other.ect(id(Situation.COLLEAGUE), SEEN_ON).schoolUrn())
                .isEqualTo(situations.firstSchool())
                .isEqualTo(ect(Situation.ACTIVE).path("school_urn").asText());
    }

    private void assertStatus(Situation situation, String participantStatus, String trainingStatus) {
        assertThat(List.of(
                        ect(situation).path("participant_status").asText(),
                        ect(situation).path("training_status").asText()))
                .as(situation.description())
                .containsExactly(participantStatus, trainingStatus);
    }

    void mentors() {
        List<Situation> mentees = List.of(Situation.FIRST_MENTEE, Situation.SECOND_MENTEE, Situation.THIRD_MENTEE);
        assertThat(mentees)
                .allSatisfy(mentee ->
                        assertThat(ect(mentee).path("mentor_id").asText()).isEqualTo(id(Situation.MENTOR_OF_THREE)));
        assertThat(mentees.stream()
                        .map(mentee -> ect(mentee).path("school_urn").asText())
                        .distinct())
                .hasSize(2);
        assertThat(provider.mentor(id(Situation.MENTOR_OF_THREE), SEEN_ON).participantStatus())
                .isEqualTo("active");
        assertThat(provider.participant(id(Situation.ECT_WHO_BECAME_MENTOR), SEEN_ON)
                        .orElseThrow()
                        .path("ecf_enrolments")
                        .findValuesAsText("participant_type"))
                .containsExactlyInAnyOrder("ect", "mentor");
        assertThat(ect(Situation.ACTIVE).path("mentor_id").asText()).isEqualTo(id(Situation.UNFUNDED_MENTOR));
        assertThat(get("/unfunded-mentors/" + id(Situation.UNFUNDED_MENTOR))
                        .at("/data/attributes/teacher_reference_number")
                        .asText())
                .isEqualTo(situations.person(Situation.UNFUNDED_MENTOR).trn());
    }

    void transfers() {
        assertThat(transfer(situations.person(Situation.MOVED_SCHOOL))
                        .path("transfer_type")
                        .asText())
                .isEqualTo("new_school");
        JsonNode out = transfer(situations.person(Situation.TRANSFERRED_OUT));
        assertThat(out.path("transfer_type").asText()).isEqualTo("new_provider");
        assertThat(out.at("/leaving/provider").asText()).isEqualTo(provider.name());
        assertThat(transfer(situations.transferredIn()).at("/joining/provider").asText())
                .isEqualTo(provider.name());
    }

    private JsonNode transfer(DemoPerson person) {
        return get("/participants/" + person.id() + "/transfers").at("/data/attributes/transfers/0");
    }

    void schools() {
        JsonNode interested = get("/schools?filter%5Bcohort%5D=2026&filter%5Burn%5D=" + situations.interestedSchool())
                .at("/data/0/attributes");
        assertThat(interested.path("expression_of_interest").asBoolean()).isTrue();
        assertThat(interested.path("in_partnership").asBoolean()).isFalse();
        assertThat(partnership(2026, situations.schoolWithoutPeople())
                        .path("participants_currently_training")
                        .asInt(-1))
                .isZero();
        assertThat(partnership(2026, situations.rolledOverSchool())
                        .path("delivery_partner_id")
                        .asText())
                .isNotEmpty()
                .isEqualTo(partnership(2025, situations.rolledOverSchool())
                        .path("delivery_partner_id")
                        .asText());
        assertThat(ect(Situation.BEFORE_ROLL_OVER).path("cohort").asText()).isEqualTo("2025");
        assertThat(ect(Situation.ROLLED_OVER).path("cohort").asText()).isEqualTo("2026");
    }

    private JsonNode partnership(int cohort, String urn) {
        JsonNode all = get("/partnerships?filter%5Bcohort%5D=" + cohort + "&page%5Bper_page%5D=1000")
                .path("data");
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> each.path("attributes"))
                .filter(each -> each.path("urn").asText().equals(urn))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No partnership with " + urn + " in " + cohort));
    }

    void declarations() {
        for (int cohort : DemoSituations.OPEN_COHORTS) {
            for (DeclarationSituation situation : DeclarationSituation.values()) {
                DemoPerson person = situations.person(cohort, situation);
                JsonNode declared = get("/participant-declarations?filter%5Bparticipant_id%5D=" + person.id())
                        .path("data");
                assertThat(declared.findValuesAsText("state"))
                        .as("the declaration of %s in cohort %s", person, cohort)
                        .containsExactly(situation.state());
                assertThat(provider.ect(person.id().toString(), SEEN_ON).cohort())
                        .isEqualTo(String.valueOf(cohort));
            }
        }
    }

    /** Resumes the training of those who can be resumed, so this comes last. */
    void resumptions() {
        assertThat(resume(Situation.DEFERRED).status()).isEqualTo(200);
        assertThat(resume(Situation.WITHDRAWN).status()).isEqualTo(200);
        assertThat(resume(Situation.DEFERRED_AND_LEFT).status()).isEqualTo(422);
        assertThat(resume(Situation.WITHDRAWN_AND_CHANGED).status()).isEqualTo(422);
    }

    private RestClient.Response resume(Situation situation) {
        Map<String, ?> attributes = Map.of("course_identifier", "ecf-induction");
        return provider.rest()
                .on(SEEN_ON)
                .put(
                        "/participants/" + id(situation) + "/resume",
                        Map.of("data", Map.of("type", "participant-resume", "attributes", attributes)));
    }

    /** Changes the cohort of the participant whose cohort can change, so this comes last. */
    void cohortChange() {
        String changeable = situations.withChangeableCohort().id().toString();
        assertThat(provider.changesSchedule(changeable, "ecf-induction", "ecf-standard-september", "2026", SEEN_ON)
                        .findValuesAsText("cohort"))
                .containsExactly("2026");
    }

    private JsonNode ect(Situation situation) {
        return provider.enrolment(id(situation), "ect", SEEN_ON);
    }

    private String id(Situation situation) {
        return situations.person(situation).id().toString();
    }

    private JsonNode get(String path) {
        return provider.rest().on(SEEN_ON).get(path).ok();
    }
}
