package uk.gov.education.training.events;

/**
 * A change with which an owner publishes a key again, with a version above all on the topic. Operations request it
 * after someone else wrote to the topic. Only this change may exceed the {@link Versions largest step}.
 */
public interface Republished {}
