package uk.gov.education.training.platform.operations.audit;

/** The answer of an operations call about one thing. */
public record One<T>(T data) {}
