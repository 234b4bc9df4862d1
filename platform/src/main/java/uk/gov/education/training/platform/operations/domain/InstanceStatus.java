package uk.gov.education.training.platform.operations.domain;

/** Whether an instance is running, as its activity reports tell. */
public enum InstanceStatus {
    /** It reported lately. */
    LIVE,
    /** It sent its shutdown message. */
    STOPPED,
    /** Its next report is overdue. */
    UNRESPONSIVE,
    /** It was unresponsive, and another instance of its service has started since. */
    REPLACED,
    /** Its last report came before this instance started to read, and the next one may still come. */
    UNKNOWN
}
