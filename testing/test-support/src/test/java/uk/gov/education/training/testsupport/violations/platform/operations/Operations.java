package uk.gov.education.training.testsupport.violations.platform.operations;

import uk.gov.education.training.testsupport.violations.platform.messaging.Messaging;

/** The top layer, in a cycle with a lower one. */
public final class Operations {

    private Operations() {}

    public static void call() {
        Messaging.call();
    }
}
