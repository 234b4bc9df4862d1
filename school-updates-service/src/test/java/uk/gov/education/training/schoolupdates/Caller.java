package uk.gov.education.training.schoolupdates;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/**
 * Calls the service.
 *
 * @param root the path to which the paths of calls are relative
 * @param at the time of the calls
 */
public record Caller(String token, String root, String at) {

    /** Calls on another day, at the same time of day. */
    public Caller on(String date) {
        return new Caller(token, root, date + "T10:00:00Z");
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token)
                .header("X-With-Server-Date", at)
                .contentType(ContentType.JSON);
    }

    public ValidatableResponse get(String path) {
        return request().get(root + path).then();
    }

    public ValidatableResponse post(String path, Object body) {
        return request().body(body).post(root + path).then();
    }

    public ValidatableResponse put(String path, Object body) {
        return request().body(body).put(root + path).then();
    }

    public ValidatableResponse delete(String path) {
        return request().delete(root + path).then();
    }
}
