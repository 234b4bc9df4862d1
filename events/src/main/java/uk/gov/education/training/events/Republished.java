package uk.gov.education.training.events;

/**
 * A change by which an owner says again how things stand, above whatever lies on the topic. Operations ask for it where
 * somebody else wrote there. It is the one message that may be further ahead than the {@link Versions largest step}.
 */
public interface Republished {}
