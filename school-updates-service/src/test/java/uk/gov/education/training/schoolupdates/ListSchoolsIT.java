package uk.gov.education.training.schoolupdates;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.localstack.TestInfrastructure;

/** DfE support searches and filters the list of schools. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class ListSchoolsIT {

    @Inject
    SchoolUpdates service;

    @Inject
    ReferenceRecords records;

    @BeforeEach
    void prepare() {
        records.prepare();
    }

    @Test
    void listIsSearchedByNameAndUrnAndFiltered() {
        String urn = records.newSchool();
        String word = "Quill" + urn;
        records.support().put("schools/" + urn, Map.of("name", "The " + word + " 100% School", "status", "closed"));
        records.newSchool();

        for (String query : List.of(
                "search=" + word.toUpperCase(Locale.ROOT),
                "search=" + urn,
                "search=" + word + " 100%",
                "search=" + word + "&status=closed&eligible=false")) {
            records.support().get("schools?" + query).statusCode(200).body("schools.urn", contains(urn));
        }
        for (String query : List.of(
                "search=" + word + "&status=open", "search=" + word + "&eligible=true", "search=" + word + "_100")) {
            records.support().get("schools?" + query).statusCode(200).body("schools", hasSize(0));
        }
    }

    @Test
    void pagesFollowEachOtherByName() {
        String word = "Page" + service.unusedUrn();
        for (String name : List.of("C", "A", "B")) {
            Map<String, Object> school = ReferenceRecords.school(service.unusedUrn());
            school.put("name", word + " " + name);
            records.support().post("schools", school).statusCode(201);
        }

        records.support()
                .get("schools?per_page=2&search=" + word)
                .body("schools.name", contains(word + " A", word + " B"));
        records.support()
                .get("schools?per_page=2&page=2&search=" + word)
                .body("schools.name", contains(word + " C"))
                .body("page", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource({"status, shut", "eligible, yes", "page, 0"})
    void invalidFilterIsABadRequest(String filter, String value) {
        records.support().get("schools?" + filter + "=" + value).statusCode(400).body("errors.field", contains(filter));
    }
}
