package uk.gov.education.training.schoolupdates.domain.schools;

/** A column of the schools register that is used. The register has 130. */
public enum RegisterColumn {
    URN("URN"),
    NAME("EstablishmentName"),
    STATUS("EstablishmentStatus (name)"),
    TYPE("TypeOfEstablishment (name)"),
    PHASE("PhaseOfEducation (name)"),
    POSTCODE("Postcode"),
    MAIN_EMAIL("MainEmail"),
    ALTERNATIVE_EMAIL("AlternativeEmail"),
    SECTION_41("Section41Approved (name)"),
    DISTRICT("DistrictAdministrative (code)");

    private final String header;

    RegisterColumn(String header) {
        this.header = header;
    }

    /** The name in the file's first row. */
    public String header() {
        return header;
    }
}
