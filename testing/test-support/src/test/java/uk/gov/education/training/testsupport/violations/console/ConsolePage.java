package uk.gov.education.training.testsupport.violations.console;

/** A page of the operations console. */
public final class ConsolePage {

    private ConsolePage() {}

    public static void show() {}
}
