package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration.People;
import uk.gov.education.training.schoolupdates.domain.Mentoring;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.OthersFacts;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school registers a mentor. The ECT's record changes with the mentor's, and that of the ECT's mentor until now. */
@ApplicationScoped
public class RegisterMentor {

    private final Transactions transactions;
    private final Settings settings;
    private final Participants participants;
    private final OthersFacts others;
    private final SchoolRecords records;

    RegisterMentor(
            Transactions transactions,
            Settings settings,
            Participants participants,
            OthersFacts others,
            SchoolRecords records) {
        this.transactions = transactions;
        this.settings = settings;
        this.participants = participants;
        this.others = others;
        this.records = records;
    }

    /** Whose records to lock, as far as it can be seen before they are locked. */
    private record Concerned(Optional<UUID> mentor, Optional<UUID> ect, Set<UUID> all) {

        static Concerned of(Optional<Participant> mentor, Optional<Participant> ect, Occasion occasion) {
            Set<UUID> all = new HashSet<>();
            mentor.map(Participant::id).ifPresent(all::add);
            ect.map(Participant::id).ifPresent(all::add);
            ect.ifPresent(who -> all.addAll(Mentoring.mentorsFrom(occasion.today(), who)));
            return new Concerned(mentor.map(Participant::id), ect.map(Participant::id), all);
        }
    }

    public Uni<Recorded> register(String schoolUrn, MentorRegistration.Details details, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> concerned(details, occasion))
                .chain(concerned -> settings.of(
                                schoolUrn,
                                occasion,
                                details.leadProviderId(),
                                details.email(),
                                concerned.mentor().orElse(null))
                        .chain(setting -> participants.lock(concerned.all()).chain(locked -> trainingEnded(
                                        concerned.mentor())
                                .map(ended -> people(concerned, locked, ended, occasion))
                                .chain(people -> participants.keep(
                                        locked,
                                        Judged.changes(MentorRegistration.decide(people, details, setting)),
                                        cause)))))
                .chain(records::of));
    }

    private Uni<Concerned> concerned(MentorRegistration.Details details, Occasion occasion) {
        return participants.glanceByTrn(details.trn()).chain(mentor -> glance(details.ectId())
                .map(ect -> Concerned.of(mentor, ect, occasion)));
    }

    private Uni<Optional<Participant>> glance(@Nullable UUID id) {
        return id == null ? Uni.createFrom().item(Optional.empty()) : participants.glance(id);
    }

    private Uni<Boolean> trainingEnded(Optional<UUID> mentor) {
        return mentor.isEmpty()
                ? Uni.createFrom().item(false)
                : others.funding(mentor.get()).map(funding -> funding.map(FundingPosition::mentor)
                        .filter(position -> position.endedOn() != null)
                        .isPresent());
    }

    private static People people(
            Concerned concerned, Map<UUID, ParticipantRow> locked, boolean trainingEnded, Occasion occasion) {
        @Nullable Participant ect = snapshot(locked, concerned.ect());
        Set<UUID> mentors = ect == null ? Set.of() : Mentoring.mentorsFrom(occasion.today(), ect);
        if (!locked.keySet().containsAll(mentors)) {
            throw Refusal.conflict("ect_id", "The ECT's mentor was changed at the same moment. Look, and try again.");
        }
        List<Participant> mentorsUntilNow =
                mentors.stream().map(id -> locked.get(id).facts).toList();
        return new People(snapshot(locked, concerned.mentor()), ect, mentorsUntilNow, trainingEnded);
    }

    private static @Nullable Participant snapshot(Map<UUID, ParticipantRow> locked, Optional<UUID> id) {
        return id.map(locked::get).map(row -> row.facts).orElse(null);
    }
}
