package uk.gov.education.training.events;

/** Whether a lead provider trains an ECT, or the school itself does. */
public enum TrainingProgramme {
    PROVIDER_LED,
    SCHOOL_LED
}
