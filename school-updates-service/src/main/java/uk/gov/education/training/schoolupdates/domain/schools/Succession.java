package uk.gov.education.training.schoolupdates.domain.schools;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.schoolupdates.domain.schools.SuccessorLink.Kind;

/**
 * What happens to a school that the schools register links to a successor. Only a closed school with exactly one
 * successor moves; support decides about all others.
 */
public enum Succession {
    /** The school is neither merged nor given another URN. */
    NONE,
    /** The school continues under the successor's URN. */
    REPLACE_URN,
    /** The successor takes it over. */
    MERGE,
    /** The successor will take it over when it is a school here. */
    AWAIT_SUCCESSOR;

    /**
     * @param isMerged whether another school took it over already
     * @param links all links from this school to successors
     * @param successorStatus null if no school here has the successor's URN
     */
    public static Succession of(
            Status status, boolean isMerged, List<SuccessorLink> links, @Nullable Status successorStatus) {
        if (status != Status.CLOSED || isMerged || links.size() != 1) {
            return NONE;
        }
        Kind kind = links.getFirst().kind();
        if (kind == Kind.SPLIT) {
            return NONE;
        }
        if (successorStatus == null) {
            return kind == Kind.REPLACED ? REPLACE_URN : AWAIT_SUCCESSOR;
        }
        return successorStatus == Status.OPEN || successorStatus == Status.PROPOSED_TO_CLOSE ? MERGE : NONE;
    }
}
