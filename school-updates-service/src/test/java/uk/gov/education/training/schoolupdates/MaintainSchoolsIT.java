package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.SchoolChange.SchoolAdded;
import uk.gov.education.training.events.SchoolChange.SchoolChanged;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.web.Scope;

/** DfE support adds and changes schools. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class MaintainSchoolsIT {

    @Inject
    SchoolUpdates service;

    @Inject
    ReferenceRecords records;

    @BeforeEach
    void prepare() {
        records.prepare();
    }

    @Test
    void addedSchoolIsFoundByUrnAndIdAndPublished() {
        String urn = service.unusedUrn();
        Map<String, Object> school = ReferenceRecords.school(urn);
        school.put("primary_contact_email", "office@amberlow.example");

        String id = records.support()
                .post("schools", school)
                .statusCode(201)
                .body("status", equalTo("open"))
                .body("eligible", equalTo(true))
                .body("version", equalTo(1))
                .extract()
                .path("id");

        records.support().get("schools/" + urn).statusCode(200).body("id", equalTo(id));
        records.support().get("schools/" + id).statusCode(200).body("urn", equalTo(urn));
        assertThat(records.schoolEvents(id)).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo(1);
            assertThat(event.change()).isEqualTo(new SchoolAdded());
            assertThat(event.snapshot().urn()).isEqualTo(urn);
            assertThat(event.snapshot().primaryContactEmail()).isEqualTo("office@amberlow.example");
            assertThat(event.snapshot().eligible()).isTrue();
        });
    }

    @Test
    void newSchoolNeedsUrnNameAndType() {
        records.support()
                .post("schools", Map.of())
                .statusCode(422)
                .body("errors.field", containsInAnyOrder("urn", "name", "type"));
    }

    @ParameterizedTest
    @CsvSource({
        "urn, 12x",
        "name, ' '",
        "type, ''",
        "primary_contact_email, office",
        "secondary_contact_email, office@",
        "postcode, AM1 2BL and more"
    })
    void invalidDetailIsNamed(String field, String value) {
        Map<String, Object> school = ReferenceRecords.school(service.unusedUrn());
        school.put(field, value);

        records.support().post("schools", school).statusCode(422).body("errors.field", contains(field));
    }

    @Test
    void urnOfAnotherSchoolIsRefused() {
        String urn = records.newSchool();

        records.support()
                .post("schools", ReferenceRecords.school(urn))
                .statusCode(422)
                .body("errors.field", contains("urn"))
                .body("errors[0].detail", containsString(records.idOfSchool(urn)));
    }

    @Test
    void changeIsPublishedWithTheNamesOfWhatChanged() {
        String urn = records.newSchool();
        String id = records.idOfSchool(urn);

        records.support()
                .put(
                        "schools/" + urn,
                        Map.of("name", "Amberlow  Academy", "secondary_contact_email", "head@amberlow.example"))
                .statusCode(200)
                .body("name", equalTo("Amberlow Academy"))
                .body("version", equalTo(2));

        var last = records.schoolEvents(id).getLast();
        assertThat(last.version()).isEqualTo(2);
        assertThat(last.change()).isEqualTo(new SchoolChanged(List.of("name", "secondary_contact_email")));
        assertThat(last.snapshot().name()).isEqualTo("Amberlow Academy");
    }

    @Test
    void changeOfWhatNobodyElseNeedsIsNotPublished() {
        String urn = records.newSchool();

        records.support()
                .put("schools/" + urn, Map.of("postcode", "AM1 2BL", "phase", "Secondary", "section41_approved", true))
                .statusCode(200);

        records.support()
                .get("schools/" + urn)
                .body("postcode", equalTo("AM1 2BL"))
                .body("phase", equalTo("Secondary"))
                .body("section41_approved", equalTo(true))
                .body("version", equalTo(1));
        assertThat(records.schoolEvents(records.idOfSchool(urn))).hasSize(1);
    }

    @Test
    void emptyTextRemovesAnAddress() {
        String urn = records.newSchool();
        records.support().put("schools/" + urn, Map.of("primary_contact_email", "office@amberlow.example"));

        records.support()
                .put("schools/" + urn, Map.of("primary_contact_email", ""))
                .statusCode(200)
                .body("primary_contact_email", nullValue());
    }

    @Test
    void closedSchoolIsEligibleOnlyIfMarked() {
        String urn = records.newSchool();

        records.support()
                .put("schools/" + urn, Map.of("status", "closed"))
                .statusCode(200)
                .body("eligible", equalTo(false));
        records.support()
                .put("schools/" + urn, Map.of("marked_eligible", true))
                .statusCode(200)
                .body("eligible", equalTo(true));

        assertThat(records.schoolEvents(records.idOfSchool(urn)))
                .extracting(event -> event.snapshot().eligible())
                .containsExactly(true, false, true);
    }

    @Test
    void urnIsNotADetailToChange() {
        String urn = records.newSchool();

        records.support()
                .put("schools/" + urn, Map.of("urn", service.unusedUrn()))
                .statusCode(422)
                .body("errors[0].detail", containsString("urn-replacement"));
    }

    @Test
    void tutorIsSetAndRemoved() {
        String urn = records.newSchool();
        String id = records.idOfSchool(urn);

        records.support()
                .put("schools/" + urn + "/induction-tutor", Map.of("name", "Mary King", "email", "mary@a.example"))
                .statusCode(200)
                .body("induction_tutor.name", equalTo("Mary King"));
        records.support().delete("schools/" + urn + "/induction-tutor").statusCode(204);

        assertThat(records.schoolEvents(id))
                .extracting(event -> event.snapshot().inductionTutor())
                .containsExactly(null, new School.InductionTutor("Mary King", "mary@a.example"), null);
        assertThat(records.schoolEvents(id).getLast().change())
                .isEqualTo(new SchoolChanged(List.of("induction_tutor")));
    }

    @Test
    void tutorHasNameAndEmail() {
        records.support()
                .put("schools/" + records.newSchool() + "/induction-tutor", Map.of())
                .statusCode(422)
                .body("errors.field", containsInAnyOrder("name", "email"));
    }

    @Test
    void upliftOfACohortIsSetChangedAndRemoved() {
        String urn = records.newSchool();

        uplift(urn, 2026, true, true);
        uplift(urn, 2025, true, false);
        uplift(urn, 2025, false, true);
        uplift(urn, 2026, false, false);

        var last = records.schoolEvents(records.idOfSchool(urn)).getLast();
        assertThat(last.version()).isEqualTo(5);
        assertThat(last.snapshot().uplifts()).containsExactly(new School.Uplift(2025, false, true));
        records.support().get("schools/" + urn).body("uplifts", hasSize(1)).body("uplifts[0].sparsity", equalTo(true));
    }

    private void uplift(String urn, int cohort, boolean pupilPremium, boolean sparsity) {
        records.support()
                .put(
                        "schools/" + urn + "/uplifts/" + cohort,
                        Map.of("pupil_premium", pupilPremium, "sparsity", sparsity))
                .statusCode(200);
    }

    @Test
    void upliftNeedsAContractPeriodAndBothFlags() {
        String uplifts = "schools/" + records.newSchool() + "/uplifts/";

        records.support()
                .put(uplifts + "2001", Map.of("pupil_premium", true, "sparsity", true))
                .statusCode(422)
                .body("errors.field", contains("cohort"));
        records.support().put(uplifts + "2025", Map.of("pupil_premium", true)).statusCode(422);
    }

    @Test
    void unknownSchoolIsNotFound() {
        for (String name : List.of("999999", SchoolUpdates.UNKNOWN_ID.toString(), "school")) {
            records.support().get("schools/" + name).statusCode(404);
        }
        records.support().put("schools/999999", Map.of("name", "A")).statusCode(404);
    }

    @Test
    void onlySupportMaintainsSchools() {
        for (String scope : List.of(Scope.SCHOOL, Scope.APPROPRIATE_BODY)) {
            service.caller(scope).get("schools").statusCode(403);
            service.caller(scope).get("schools/" + SchoolUpdates.SCHOOL).statusCode(403);
            service.caller(scope)
                    .put("schools/" + SchoolUpdates.SCHOOL, Map.of())
                    .statusCode(403);
        }
        service.unknownCaller().get("schools").statusCode(401);
        service.support()
                .get("schools/" + SchoolUpdates.SCHOOL + "/participants")
                .statusCode(403);
    }
}
