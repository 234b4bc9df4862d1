package uk.gov.education.training.platform.operations.domain;

/** Whether an instance is there. */
public enum InstanceStatus {
    /** It was heard lately. */
    LIVE,
    /** It said farewell. */
    STOPPED,
    /** It should have been heard again by now. */
    SILENT,
    /** It was silent, and another instance of its service has started since. */
    REPLACED,
    /** It was heard before this instance began to listen, and it may still be heard again. */
    UNKNOWN
}
