package uk.gov.education.training.platform.web;

/** The scopes of access tokens. Constants, because annotations need them. */
public final class Scope {

    public static final String LEAD_PROVIDER = "lead-provider";
    public static final String SCHOOL = "school";
    public static final String APPROPRIATE_BODY = "appropriate-body";
    public static final String SUPPORT = "support";
    public static final String FINANCE = "finance";
    public static final String OPERATIONS = "operations";
    /** Of calls by another service. */
    public static final String SERVICE = "service";

    private Scope() {}
}
