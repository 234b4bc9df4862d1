package uk.gov.education.training.schoolupdates.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A school today.
 *
 * @param urn the present one; earlier ones find the school too
 * @param closed whether the school has closed
 * @param eligible whether participants at the school can have funded training now
 * @param successor the school that took this one over
 */
public record CurrentSchool(
        UUID id,
        String urn,
        boolean closed,
        boolean eligible,
        @Nullable Successor successor) {

    public record Successor(UUID id, String urn, String name) {}
}
