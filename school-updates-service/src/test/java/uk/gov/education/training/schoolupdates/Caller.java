package uk.gov.education.training.schoolupdates;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/**
 * Somebody who calls the service.
 *
 * @param root what the paths that they name are relative to
 * @param at when they call
 */
public record Caller(String token, String root, String at) {

    /** The same caller on another day, at the same time of day. */
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
