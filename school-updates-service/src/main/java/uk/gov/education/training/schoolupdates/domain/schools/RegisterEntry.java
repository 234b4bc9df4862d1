package uk.gov.education.training.schoolupdates.domain.schools;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;

/**
 * What the schools register says about a school.
 *
 * @param type the type of establishment
 * @param section41Approved whether the school is approved under section 41 of the Children and Families Act 2014
 * @param phase the phase of education
 */
public record RegisterEntry(
        String urn,
        String name,
        School.Status status,
        String type,
        boolean inEngland,
        boolean section41Approved,
        @Nullable String phase,
        @Nullable String postcode,
        @Nullable String primaryContactEmail,
        @Nullable String secondaryContactEmail) {

    /** Whether participants at the school can have funded training. */
    public boolean isEligible(boolean markedEligible) {
        return new SchoolEligibility(status, type, inEngland, section41Approved, markedEligible).isEligible();
    }

    /**
     * The same school, with the details that the file does not say as they are known.
     *
     * @param missing the columns that the file has not
     */
    public RegisterEntry completed(Set<RegisterColumn> missing, RegisterEntry known) {
        return missing.isEmpty()
                ? this
                : new RegisterEntry(
                        urn,
                        name,
                        status,
                        type,
                        inEngland,
                        section41Approved,
                        missing.contains(RegisterColumn.PHASE) ? known.phase : phase,
                        missing.contains(RegisterColumn.POSTCODE) ? known.postcode : postcode,
                        missing.contains(RegisterColumn.MAIN_EMAIL) ? known.primaryContactEmail : primaryContactEmail,
                        missing.contains(RegisterColumn.ALTERNATIVE_EMAIL)
                                ? known.secondaryContactEmail
                                : secondaryContactEmail);
    }

    /** The same school, open. */
    public RegisterEntry open() {
        return new RegisterEntry(
                urn,
                name,
                School.Status.OPEN,
                type,
                inEngland,
                section41Approved,
                phase,
                postcode,
                primaryContactEmail,
                secondaryContactEmail);
    }
}
