package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.SchoolChange.SchoolMerged;
import uk.gov.education.training.events.SchoolChange.SchoolUrnReplaced;
import uk.gov.education.training.localstack.TestInfrastructure;

/** A school gets another URN, or another school takes it over. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class SchoolSuccessionIT {

    @Inject
    SchoolUpdates service;

    @Inject
    ReferenceRecords records;

    @BeforeEach
    void prepare() {
        records.prepare();
    }

    private List<String> moves(String fromUrn) {
        return service.sql("select to_urn from school_moves where from_urn = $1", fromUrn).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void schoolKeepsItsIdWhenItsUrnIsReplaced() {
        String from = records.newSchool();
        String id = records.idOfSchool(from);
        String to = service.unusedUrn();

        records.support()
                .post("schools/" + from + "/urn-replacement", Map.of("urn", to))
                .statusCode(200)
                .body("id", equalTo(id))
                .body("urn", equalTo(to));

        records.support().get("schools/" + from).statusCode(404);
        var last = records.schoolEvents(id).getLast();
        assertThat(last.change()).isEqualTo(new SchoolUrnReplaced(from, to));
        assertThat(last.snapshot().urn()).isEqualTo(to);
    }

    @Test
    void urnThatAnotherSchoolHasOrHadIsRefused() {
        String urn = records.newSchool();
        String earlier = records.newSchool();
        records.support()
                .post("schools/" + earlier + "/urn-replacement", Map.of("urn", service.unusedUrn()))
                .statusCode(200);

        for (String taken : List.of(records.newSchool(), earlier, urn)) {
            records.support()
                    .post("schools/" + urn + "/urn-replacement", Map.of("urn", taken))
                    .statusCode(422)
                    .body("errors.field", contains("urn"));
        }
        records.support().post("schools", ReferenceRecords.school(earlier)).statusCode(422);
        records.support()
                .post("schools/" + urn + "/urn-replacement", Map.of("urn", "12"))
                .statusCode(422);
        assertThat(records.schoolEvents(records.idOfSchool(urn))).hasSize(1);
    }

    @Test
    void mistakenUrnReplacementCanBeReversed() {
        String from = records.newSchool();
        String to = service.unusedUrn();
        records.support().post("schools/" + from + "/urn-replacement", Map.of("urn", to));

        records.support()
                .post("schools/" + to + "/urn-replacement", Map.of("urn", from))
                .statusCode(200)
                .body("urn", equalTo(from));
    }

    @Test
    void mergedSchoolIsClosedAndNamesItsSuccessor() {
        String urn = records.newSchool();
        String id = records.idOfSchool(urn);
        String into = records.newSchool();
        String successor = records.idOfSchool(into);
        records.support().put("schools/" + urn, Map.of("marked_eligible", true));

        records.support()
                .post("schools/" + urn + "/merge", Map.of("into", into))
                .statusCode(200)
                .body("status", equalTo("closed"))
                .body("eligible", equalTo(false))
                .body("merged_into_id", equalTo(successor));

        var last = records.schoolEvents(id).getLast();
        assertThat(last.change()).isEqualTo(new SchoolMerged(UUID.fromString(successor)));
        assertThat(last.snapshot().mergedIntoId()).isEqualTo(UUID.fromString(successor));
        assertThat(last.snapshot().status()).isEqualTo(School.Status.CLOSED);
        assertThat(records.schoolEvents(successor)).hasSize(1);
    }

    @Test
    void impossibleMergesAreRefusedWithWhatToDo() {
        String urn = records.newSchool();
        String closed = records.newSchool();
        records.support().put("schools/" + closed, Map.of("status", "closed"));
        String merged = records.newSchool();
        records.support().post("schools/" + merged + "/merge", Map.of("into", records.newSchool()));

        merge(urn, urn, "into itself");
        merge(urn, closed, "is closed");
        merge(urn, merged, "Give the URN of that one");
        merge(urn, "999999", "no school");
        records.support().post("schools/" + urn + "/merge", Map.of()).statusCode(422);
        records.support().post("schools/999999/merge", Map.of("into", urn)).statusCode(404);
        assertThat(records.schoolEvents(records.idOfSchool(urn))).hasSize(1);
        assertThat(moves(urn)).isEmpty();
    }

    private void merge(String urn, String into, String detail) {
        records.support()
                .post("schools/" + urn + "/merge", Map.of("into", into))
                .statusCode(422)
                .body("errors.field", contains("into"))
                .body("errors[0].detail", containsString(detail));
    }

    @Test
    void mergedSchoolDoesNotChange() {
        String urn = records.newSchool();
        String into = records.newSchool();
        records.support().post("schools/" + urn + "/merge", Map.of("into", into));

        records.support().put("schools/" + urn, Map.of("name", "A")).statusCode(422);
        records.support()
                .post("schools/" + urn + "/urn-replacement", Map.of("urn", service.unusedUrn()))
                .statusCode(422);
        records.support()
                .post("schools/" + urn + "/merge", Map.of("into", records.newSchool()))
                .statusCode(422);
    }
}
