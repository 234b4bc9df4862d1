package uk.gov.education.training.funding.domain.statements;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.statements.Breakdown.BandedOutput;
import uk.gov.education.training.funding.domain.statements.Breakdown.Line;

/**
 * Assigns the places of a breakdown to declarations, so that a list can show a band for each. The calculation only
 * allocates numbers; here the earliest declarations get the first places.
 */
public final class BandPlaces {

    private final boolean mentorsHavePlaces;
    private final Map<DeclarationType, Deque<String>> billable = new HashMap<>();
    private final Map<DeclarationType, Deque<String>> refundable = new HashMap<>();

    public BandPlaces(Breakdown breakdown) {
        mentorsHavePlaces = breakdown.mentorOutputs() == null;
        for (BandedOutput output : breakdown.outputs()) {
            billable.put(output.declarationType(), places(output, Line::billable));
            refundable.put(output.declarationType(), places(output, Line::refundable));
        }
    }

    private static Deque<String> places(BandedOutput output, ToIntFunction<Line> count) {
        Deque<String> places = new ArrayDeque<>();
        output.bands().forEach(band -> {
            for (int i = 0; i < count.applyAsInt(band.line()); i++) {
                places.add(band.band());
            }
        });
        return places;
    }

    /** The band of the next declaration of this kind; empty if no place is left, or if it needs none. */
    public Optional<String> next(DeclarationCount.Entry entry, Role role, DeclarationType type) {
        if (role == Role.MENTOR && !mentorsHavePlaces) {
            return Optional.empty();
        }
        return switch (entry) {
            case BILLABLE -> next(billable, type);
            case REFUNDABLE -> next(refundable, type);
            case VOIDED -> Optional.empty();
        };
    }

    private static Optional<String> next(Map<DeclarationType, Deque<String>> places, DeclarationType type) {
        Deque<String> left = places.get(type);
        return left == null ? Optional.empty() : Optional.ofNullable(left.poll());
    }
}
