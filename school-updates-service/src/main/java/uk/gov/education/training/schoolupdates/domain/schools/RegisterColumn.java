package uk.gov.education.training.schoolupdates.domain.schools;

/**
 * A column of the schools register that is used. The register has 130. A file without an optional one leaves that
 * detail of each school as it is.
 */
public enum RegisterColumn {
    URN("URN"),
    NAME("EstablishmentName"),
    STATUS("EstablishmentStatus (name)"),
    TYPE("TypeOfEstablishment (name)"),
    PHASE("PhaseOfEducation (name)", true),
    POSTCODE("Postcode", true),
    MAIN_EMAIL("MainEmail", true),
    ALTERNATIVE_EMAIL("AlternativeEmail", true),
    SECTION_41("Section41Approved (name)"),
    DISTRICT("DistrictAdministrative (code)");

    private final String header;
    private final boolean optional;

    RegisterColumn(String header) {
        this(header, false);
    }

    RegisterColumn(String header, boolean optional) {
        this.header = header;
        this.optional = optional;
    }

    /** The name in the file's first row. */
    public String header() {
        return header;
    }

    public boolean isOptional() {
        return optional;
    }
}
