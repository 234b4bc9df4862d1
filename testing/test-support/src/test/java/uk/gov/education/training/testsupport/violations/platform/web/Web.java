package uk.gov.education.training.testsupport.violations.platform.web;

/** A layer without violations. */
final class Web {

    private Web() {}
}
