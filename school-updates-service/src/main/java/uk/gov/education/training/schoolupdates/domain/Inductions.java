package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;
import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.InductionPeriodClosed;
import uk.gov.education.training.events.ParticipantChange.InductionPeriodOpened;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Records when an ECT's induction begins with an appropriate body and how it ends.
 *
 * <ol>
 *   <li>Induction periods do not overlap, and do not begin or end in the future.
 *   <li>An ECT can have one outcome, pass or fail, at the end of a period. An ECT who is released without one can go on
 *       elsewhere; school period and training do not change.
 *   <li>With an outcome, the school period, training and mentorship end today, whatever the date of the outcome, unless
 *       the school has already reported when the ECT leaves. A school period that has not begun never takes place.
 * </ol>
 */
public final class Inductions {

    private static final BigDecimal MOST_TERMS = new BigDecimal(16);
    // Statutory induction began in the school year 1999.
    private static final LocalDate EARLIEST = LocalDate.of(1999, 9, 1);

    private Inductions() {}

    static boolean hasOutcome(Participant participant) {
        return participant.inductionPeriods().stream().anyMatch(period -> period.outcome() != null);
    }

    /** Opens an induction period. */
    public static Verdict<Changes> open(Participant ect, @Nullable LocalDate startedOn, ReportContext reportContext) {
        Reasons reasons = Reasons.all()
                .addIf(
                        Periods.atSchools(ect, Role.ECT).findAny().isEmpty(),
                        "id",
                        "This participant has never been an ECT at a school.")
                .addIf(hasOutcome(ect), "id", "This ECT's induction has ended with an outcome.");
        if (startedOn == null) {
            reasons.add("started_on", "Give the date on which this induction period began.");
        } else {
            reasons.addIf(
                            startedOn.isAfter(reportContext.today()),
                            "started_on",
                            "Induction can't begin in the future.")
                    .addIf(startedOn.isBefore(EARLIEST), "started_on", "Induction can't begin before " + EARLIEST + ".")
                    .add(overlapped(ect, startedOn));
        }
        return reasons.orElse(() -> {
            InductionPeriod opened = new InductionPeriod(
                    reportContext.ids().inductionPeriod(), startedOn, null, null, null, reportContext.at(), null);
            return Changes.accepted(
                    new InductionPeriodOpened(opened.id(), startedOn),
                    ect.withInductionPeriods(Edits.and(ect.inductionPeriods(), opened)));
        });
    }

    private static Optional<Reason> overlapped(Participant ect, LocalDate startedOn) {
        return ect.inductionPeriods().stream()
                .filter(period -> isNotOver(period.finishedOn(), startedOn))
                .findFirst()
                .map(period -> new Reason(
                        "started_on",
                        period.finishedOn() == null
                                ? "The induction period that began on " + period.startedOn()
                                        + " is still open. End it first."
                                : "There is already an induction period from " + period.startedOn() + " to "
                                        + period.finishedOn() + "."));
    }

    /** The end of an induction period. */
    public record End(
            @Nullable LocalDate finishedOn,
            @Nullable InductionOutcome outcome,
            @Nullable BigDecimal numberOfTerms) {}

    /** Closes an induction period with an outcome, or releases the ECT without one. */
    public static Verdict<Changes> close(
            UUID ectId,
            UUID periodId,
            End end,
            AffectedParticipants affectedParticipants,
            ReportContext reportContext) {
        Participant ect = affectedParticipants.get(ectId);
        Optional<InductionPeriod> period = ect.inductionPeriods().stream()
                .filter(each -> each.id().equals(periodId))
                .findFirst();
        return Reasons.all()
                .addIf(period.isEmpty(), "period_id", "This ECT has no induction period with this id.")
                .addIf(
                        period.filter(open -> open.finishedOn() != null).isPresent(),
                        "period_id",
                        "This induction period has already ended.")
                .add(impossible(end.finishedOn(), period, reportContext))
                .add(terms(end.numberOfTerms()))
                .orElse(() -> closed(ect, period.orElseThrow(), end, affectedParticipants, reportContext));
    }

    private static Optional<Reason> impossible(
            @Nullable LocalDate finishedOn, Optional<InductionPeriod> period, ReportContext reportContext) {
        if (finishedOn == null) {
            return Optional.of(new Reason("finished_on", "Give the last day of this induction period."));
        }
        if (finishedOn.isAfter(reportContext.today())) {
            return Optional.of(new Reason("finished_on", "Induction can't end in the future."));
        }
        return period.filter(open -> finishedOn.isBefore(open.startedOn()))
                .map(open -> new Reason(
                        "finished_on",
                        "The induction period began on " + open.startedOn() + " and can't end earlier."));
    }

    private static Optional<Reason> terms(@Nullable BigDecimal numberOfTerms) {
        return numberOfTerms == null
                        || numberOfTerms.signum() < 0
                        || numberOfTerms.compareTo(MOST_TERMS) > 0
                        || numberOfTerms.stripTrailingZeros().scale() > 1
                ? Optional.of(new Reason(
                        "number_of_terms", "Give the number of terms, from 0 to 16 with at most one decimal."))
                : Optional.empty();
    }

    private static Verdict<Changes> closed(
            Participant ect,
            InductionPeriod period,
            End end,
            AffectedParticipants affectedParticipants,
            ReportContext reportContext) {
        InductionPeriod ended = new InductionPeriod(
                period.id(),
                period.startedOn(),
                end.finishedOn(),
                end.outcome(),
                end.numberOfTerms(),
                period.recordedAt(),
                after(period.recordedAt(), reportContext.at()));
        AffectedParticipants recorded = affectedParticipants.with(
                new InductionPeriodClosed(period.id(), end.finishedOn(), end.outcome(), end.numberOfTerms()),
                ect.withInductionPeriods(Edits.replaced(ect.inductionPeriods(), period, same -> ended)));
        return (end.outcome() == null ? recorded : completed(ect, recorded, reportContext)).acceptedFor(ect.id());
    }

    /**
     * Returns a time after the beginning, even if the caller chose the same time for both, so that the ECT stays
     * eligible.
     */
    private static Instant after(Instant beginning, Instant at) {
        return at.isAfter(beginning) ? at : beginning.plus(1, ChronoUnit.MICROS);
    }

    private static AffectedParticipants completed(
            Participant ect, AffectedParticipants affectedParticipants, ReportContext reportContext) {
        Optional<SchoolPeriod> last = Periods.atSchools(ect, Role.ECT).max(comparing(SchoolPeriod::startedOn));
        LocalDate today = reportContext.today();
        boolean toCome = last.filter(schoolPeriod -> !schoolPeriod.startedOn().isBefore(today))
                .isPresent();
        return last.filter(schoolPeriod -> toCome || schoolPeriod.finishedOn() == null)
                .map(schoolPeriod -> EndSchoolPeriod.on(
                        toCome ? today.minusDays(1) : today,
                        ect.id(),
                        schoolPeriod,
                        new Ending(EndReason.INDUCTION_COMPLETED, null, reportContext.at()),
                        affectedParticipants))
                .orElse(affectedParticipants);
    }
}
