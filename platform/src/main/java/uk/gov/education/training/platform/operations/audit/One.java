package uk.gov.education.training.platform.operations.audit;

/** An answer with one object. */
public record One<T>(T data) {}
