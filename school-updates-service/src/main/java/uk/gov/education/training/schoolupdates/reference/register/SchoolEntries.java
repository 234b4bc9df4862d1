package uk.gov.education.training.schoolupdates.reference.register;

import uk.gov.education.training.schoolupdates.domain.schools.KnownSchool;
import uk.gov.education.training.schoolupdates.domain.schools.RegisterEntry;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;

/** Reads and writes the columns of a school that the schools register fills. */
final class SchoolEntries {

    private SchoolEntries() {}

    static KnownSchool known(SchoolEntity school) {
        return new KnownSchool(
                new RegisterEntry(
                        school.urn,
                        school.name,
                        school.status,
                        school.type,
                        school.inEngland,
                        school.section41Approved,
                        school.phase,
                        school.postcode,
                        school.primaryContactEmail,
                        school.secondaryContactEmail),
                school.mergedIntoId != null);
    }

    static SchoolEntity added(RegisterEntry entry) {
        SchoolEntity school = new SchoolEntity();
        school.urn = entry.urn();
        apply(entry, school);
        return school;
    }

    /** Writes everything but the URN, which has its own change. */
    static void apply(RegisterEntry entry, SchoolEntity school) {
        school.name = entry.name();
        school.status = entry.status();
        school.type = entry.type();
        school.inEngland = entry.inEngland();
        school.section41Approved = entry.section41Approved();
        school.phase = entry.phase();
        school.postcode = entry.postcode();
        school.primaryContactEmail = entry.primaryContactEmail();
        school.secondaryContactEmail = entry.secondaryContactEmail();
        school.eligible = entry.isEligible(school.markedEligible);
    }
}
