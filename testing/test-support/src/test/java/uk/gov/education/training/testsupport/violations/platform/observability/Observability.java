package uk.gov.education.training.testsupport.violations.platform.observability;

/** A layer without violations. */
final class Observability {

    private Observability() {}
}
