package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;

/** Explains why a URN does not name a school that can be used today, and which one does. */
public final class SchoolUrn {

    private SchoolUrn() {}

    /** @param school that has or had the URN */
    public static Optional<String> problemWith(String urn, Optional<CurrentSchool> school) {
        if (school.isEmpty()) {
            return Optional.of("There is no school with this URN.");
        }
        if (school.get().successor() != null) {
            return Optional.of(
                    "This school is now part of " + school.get().successor().name() + ". Use its URN "
                            + school.get().successor().urn() + ".");
        }
        return school.get().urn().equals(urn)
                ? Optional.empty()
                : Optional.of("This school has a new URN. Use " + school.get().urn() + ".");
    }
}
