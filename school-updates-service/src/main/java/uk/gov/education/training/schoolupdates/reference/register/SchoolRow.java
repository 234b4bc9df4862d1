package uk.gov.education.training.schoolupdates.reference.register;

import java.util.Set;
import uk.gov.education.training.schoolupdates.domain.schools.RegisterColumn;
import uk.gov.education.training.schoolupdates.domain.schools.RegisterEntry;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;

/**
 * A row of the schools file that can be used.
 *
 * @param line of the file, from 1
 * @param missing the columns that the file has not
 */
record SchoolRow(long line, RegisterEntry entry, Set<RegisterColumn> missing) {

    /** What the row says about a school that is known. */
    RegisterEntry about(SchoolEntity school) {
        return entry.completed(missing, SchoolEntries.known(school).entry());
    }

    String urn() {
        return entry.urn();
    }
}
