package uk.gov.education.training.testsupport.violations.other;

/** A class of another service. */
public final class OtherService {

    private OtherService() {}

    public static void call() {}
}
