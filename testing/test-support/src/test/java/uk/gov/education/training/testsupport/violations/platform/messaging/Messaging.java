package uk.gov.education.training.testsupport.violations.platform.messaging;

import uk.gov.education.training.testsupport.violations.platform.operations.Operations;

/** A lower layer that uses the top one. */
public final class Messaging {

    private Messaging() {}

    public static void call() {
        Operations.call();
    }
}
