package uk.gov.education.training.events;

/** In which of the two capacities a person is in training. One person can be both at once. */
public enum Role {
    ECT,
    MENTOR
}
