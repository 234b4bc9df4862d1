package uk.gov.education.training.testsupport.violations.service.rest;

/** A resource. */
public final class Resource {

    private Resource() {}

    public static void get() {}
}
