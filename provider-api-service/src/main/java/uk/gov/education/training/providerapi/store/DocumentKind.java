package uk.gov.education.training.providerapi.store;

/** The kinds of documents that lead providers can list. */
public enum DocumentKind {
    PARTICIPANT("participant"),
    TRANSFERS("participant-transfer"),
    UNFUNDED_MENTOR("unfunded-mentor"),
    DECLARATION("participant-declaration"),
    STATEMENT("statement"),
    SCHOOL("school"),
    PARTNERSHIP("partnership"),
    DELIVERY_PARTNER("delivery-partner");

    private final String type;

    DocumentKind(String type) {
        this.type = type;
    }

    /** The name in the API. */
    public String type() {
        return type;
    }

    /** Whether such a document may differ from day to day. */
    public boolean dependsOnTheDay() {
        return switch (this) {
            case PARTICIPANT, TRANSFERS, UNFUNDED_MENTOR, DECLARATION, PARTNERSHIP -> true;
            case STATEMENT, SCHOOL, DELIVERY_PARTNER -> false;
        };
    }

    static DocumentKind of(String type) {
        for (DocumentKind kind : values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of document is called " + type);
    }
}
