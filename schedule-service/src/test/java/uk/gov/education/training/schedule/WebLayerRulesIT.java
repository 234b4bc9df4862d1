package uk.gov.education.training.schedule;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.testsupport.WebLayerRules;

@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "schedule"))
class WebLayerRulesIT extends WebLayerRules {

    @TestHTTPResource
    URI address;

    @Override
    protected URI service() {
        return address;
    }
}
