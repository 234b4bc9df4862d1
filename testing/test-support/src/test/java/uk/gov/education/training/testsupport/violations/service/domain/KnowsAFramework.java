package uk.gov.education.training.testsupport.violations.service.domain;

import io.restassured.RestAssured;
import uk.gov.education.training.testsupport.violations.service.UseCase;

/** A rule that knows a framework, and the use case that calls it. */
final class KnowsAFramework {

    private KnowsAFramework() {}

    static String address() {
        return RestAssured.baseURI;
    }

    static void run() {
        UseCase.run();
    }
}
