package uk.gov.education.training.providerapi.store;

/** The kinds of documents that lead providers can list. */
public enum DocumentKind {
    PARTICIPANT("participant"),
    TRANSFERS("participant-transfer"),
    UNFUNDED_MENTOR("unfunded-mentor"),
    DECLARATION("participant-declaration"),
    STATEMENT("statement"),
    SCHOOL("school"),
    DELIVERY_PARTNER("delivery-partner"),
    PARTNERSHIP("partnership");

    private final String type;

    DocumentKind(String type) {
        this.type = type;
    }

    /** The name in the API. */
    public String type() {
        return type;
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
