package uk.gov.education.training.testsupport.violations.service;

import io.vertx.mutiny.sqlclient.Pool;
import uk.gov.education.training.testsupport.violations.console.ConsolePage;
import uk.gov.education.training.testsupport.violations.other.OtherService;
import uk.gov.education.training.testsupport.violations.service.rest.Resource;

/** A use case with SQL that knows a resource and another service, and answers with an exception's message. */
public final class UseCase {

    private UseCase() {}

    public static void run() {
        Resource.get();
        OtherService.call();
        ConsolePage.show();
    }

    static void sql(Pool pool) {
        var _ = pool.preparedQuery("select").execute();
    }

    static String answer(RuntimeException failure) {
        return failure.getMessage();
    }
}
