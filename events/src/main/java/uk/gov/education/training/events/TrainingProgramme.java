package uk.gov.education.training.events;

/** The programme of an ECT's training: by a lead provider, or by the school itself. */
public enum TrainingProgramme {
    PROVIDER_LED,
    SCHOOL_LED
}
