package uk.gov.education.training.testsupport.violations.contract;

import uk.gov.education.training.testsupport.violations.other.OtherService;

/** A part of a contract that needs more than the contract. */
final class KnowsAService {

    private KnowsAService() {}

    static void call() {
        OtherService.call();
    }
}
