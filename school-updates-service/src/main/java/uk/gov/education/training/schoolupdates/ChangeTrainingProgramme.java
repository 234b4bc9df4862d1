package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.domain.ProgrammeChange;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school changes an ECT's training programme. The mentor's own training may begin with it. */
@ApplicationScoped
public class ChangeTrainingProgramme {

    private final Transactions transactions;
    private final Settings settings;
    private final Together together;
    private final SchoolRecords records;

    ChangeTrainingProgramme(Transactions transactions, Settings settings, Together together, SchoolRecords records) {
        this.transactions = transactions;
        this.settings = settings;
        this.together = together;
        this.records = records;
    }

    public Uni<Recorded> change(
            String schoolUrn,
            UUID id,
            @Nullable TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> together.lock(List.of(id), occasion.today()))
                .invoke(locked -> SchoolRecords.requireAtSchool(locked, schoolUrn, id))
                .chain(locked -> settings.of(
                                schoolUrn,
                                occasion,
                                leadProviderId,
                                locked.rows().keySet())
                        .chain(setting -> records.keep(
                                locked.rows(),
                                id,
                                ProgrammeChange.decide(id, programme, leadProviderId, locked.people(), setting),
                                cause))));
    }
}
