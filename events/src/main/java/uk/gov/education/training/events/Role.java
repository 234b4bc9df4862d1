package uk.gov.education.training.events;

/** The role of a person in training. One person can have both at once. */
public enum Role {
    ECT,
    MENTOR
}
