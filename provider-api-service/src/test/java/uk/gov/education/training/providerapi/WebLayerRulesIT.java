package uk.gov.education.training.providerapi;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.testsupport.WebLayerRules;

@QuarkusTest
@QuarkusTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "provider_api"))
class WebLayerRulesIT extends WebLayerRules {

    @TestHTTPResource
    URI address;

    @Override
    protected URI service() {
        return address;
    }
}
