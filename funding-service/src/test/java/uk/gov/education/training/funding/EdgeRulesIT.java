package uk.gov.education.training.funding;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import uk.gov.education.training.events.testing.EdgeRules;
import uk.gov.education.training.local.TestInfrastructure;

@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "funding"))
class EdgeRulesIT extends EdgeRules {

    @TestHTTPResource
    URI address;

    @Override
    protected URI service() {
        return address;
    }
}
