package uk.gov.education.training.providerapi;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.WebLayerRules;

@ServiceIT
class WebLayerRulesIT extends WebLayerRules {

    @TestHTTPResource
    URI address;

    @Override
    protected URI service() {
        return address;
    }
}
