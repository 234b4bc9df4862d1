package uk.gov.education.training.local;

/** Something that the person at the terminal has to put right; the message says what. */
final class CannotStart extends RuntimeException {

    CannotStart(String message) {
        super(message);
    }
}
