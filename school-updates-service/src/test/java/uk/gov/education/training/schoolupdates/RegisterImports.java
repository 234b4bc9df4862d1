package uk.gov.education.training.schoolupdates;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.util.List;
import uk.gov.education.training.launcher.SchoolsRegister;
import uk.gov.education.training.launcher.SchoolsRegister.Establishment;

/** Sends files of the schools register. */
final class RegisterImports {

    static final String PATH = "/api/v1/schools/imports";
    private static final String LINKS_HEADER = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate";

    private final String token;

    RegisterImports(String token) {
        this.token = token;
    }

    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token);
    }

    ValidatableResponse send(byte[] file) {
        return request().contentType("text/csv").body(file).post(PATH).then();
    }

    ValidatableResponse send(String... lines) {
        return send(String.join("\r\n", lines).getBytes(SchoolsRegister.CHARSET));
    }

    /** Imports a file and returns the import when it has ended. */
    JsonPath imported(byte[] file) {
        return ended(send(file).statusCode(202).extract().path("id"));
    }

    /** Imports rows below the header row of the schools file. */
    JsonPath importedRows(List<String> rows) {
        return imported((SchoolsRegister.header() + "\r\n" + String.join("\r\n", rows) + "\r\n")
                .getBytes(SchoolsRegister.CHARSET));
    }

    JsonPath importedSchools(List<Establishment> schools) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        SchoolsRegister.write(schools, file);
        return imported(file.toByteArray());
    }

    /** Imports links, each a URN, the URN of the other school and the type. */
    JsonPath importedLinks(String... links) {
        StringBuilder file = new StringBuilder(LINKS_HEADER);
        for (String link : links) {
            String[] parts = link.split(",", -1);
            file.append("\r\n").append(String.join(",", parts[0], parts[1], "Other school", parts[2], "01-09-2025"));
        }
        return imported(file.toString().getBytes(SchoolsRegister.CHARSET));
    }

    JsonPath ended(String id) {
        await().atMost(SOON).until(() -> !show(id).getString("status").equals("running"));
        return show(id);
    }

    JsonPath show(String id) {
        return request().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
    }
}
