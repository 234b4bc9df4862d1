package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.MentorChange;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school gives an ECT another of its mentors, or a first one. Up to three people's records change. */
@ApplicationScoped
public class AssignMentor {

    private final Transactions transactions;
    private final Settings settings;
    private final Together together;
    private final SchoolRecords records;

    AssignMentor(Transactions transactions, Settings settings, Together together, SchoolRecords records) {
        this.transactions = transactions;
        this.settings = settings;
        this.together = together;
        this.records = records;
    }

    public Uni<Recorded> assign(
            String schoolUrn, UUID ectId, @Nullable UUID mentorId, @Nullable UUID leadProviderId, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> together.lock(
                        Stream.of(ectId, mentorId).filter(Objects::nonNull).toList(), occasion.today()))
                .invoke(locked -> SchoolRecords.requireAtSchool(locked, schoolUrn, ectId))
                .chain(locked -> settings.of(
                                schoolUrn,
                                occasion,
                                leadProviderId,
                                locked.rows().keySet())
                        .chain(setting -> records.keep(
                                locked.rows(),
                                ectId,
                                MentorChange.decide(ectId, mentorId, leadProviderId, locked.people(), setting),
                                cause))));
    }
}
