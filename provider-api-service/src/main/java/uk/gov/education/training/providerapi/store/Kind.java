package uk.gov.education.training.providerapi.store;

/** What lead providers read as lists. */
public enum Kind {
    PARTICIPANT("participant"),
    TRANSFERS("participant-transfer"),
    UNFUNDED_MENTOR("unfunded-mentor"),
    DECLARATION("participant-declaration"),
    STATEMENT("statement");

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** As the API names it. */
    public String type() {
        return type;
    }

    static Kind of(String type) {
        for (Kind kind : values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of document is called " + type);
    }
}
