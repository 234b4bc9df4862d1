package uk.gov.education.training.localstack;

/** An error that the user must fix. The message says how. */
public final class StartupException extends RuntimeException {

    public StartupException(String message) {
        super(message);
    }
}
