package uk.gov.education.training.events;

public enum WorkingPattern {
    FULL_TIME,
    PART_TIME
}
