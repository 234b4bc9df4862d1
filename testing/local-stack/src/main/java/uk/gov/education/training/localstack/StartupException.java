package uk.gov.education.training.localstack;

/** Something that the person at the terminal has to put right; the message says what. */
public final class StartupException extends RuntimeException {

    public StartupException(String message) {
        super(message);
    }
}
