package uk.gov.education.training.testsupport.violations.service.store;

/** A store. */
public final class Store {

    private Store() {}

    public static void save() {}
}
