package uk.gov.education.training.testsupport.violations.service.kafka;

import uk.gov.education.training.testsupport.violations.service.store.Store;

/** A consumer that saves without a use case. */
final class UsesAStore {

    private UsesAStore() {}

    static void on() {
        Store.save();
    }
}
