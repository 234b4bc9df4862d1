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

/**
 * Appropriate bodies record when an ECT's induction begins with them, and how it ends.
 *
 * <ol>
 *   <li>Induction periods don't overlap, and none begins or ends in the future.
 *   <li>An outcome, pass or fail, comes with the end of a period, and only once. An ECT who is released without one can
 *       go on elsewhere; school and training don't change then.
 *   <li>With an outcome, time at the school, training and mentorship end today, whatever the date of the outcome,
 *       unless the school has already said when the ECT leaves. A school that they were only to come to never has them.
 * </ol>
 */
public final class Inductions {

    private static final BigDecimal MOST_TERMS = new BigDecimal(16);
    // Statutory induction began with the school year of 1999.
    private static final LocalDate EARLIEST = LocalDate.of(1999, 9, 1);

    private Inductions() {}

    static boolean hasOutcome(Participant participant) {
        return participant.inductionPeriods().stream().anyMatch(period -> period.outcome() != null);
    }

    /** An appropriate body claims an ECT. */
    public static Verdict open(Participant ect, @Nullable LocalDate startedOn, ReportContext reportContext) {
        Reasons reasons = new Reasons()
                .addIf(
                        Periods.atSchools(ect, Role.ECT).findAny().isEmpty(),
                        "id",
                        "This participant was never an ECT at a school.")
                .addIf(hasOutcome(ect), "id", "This ECT's induction has ended with an outcome.");
        if (startedOn == null) {
            reasons.addIf(true, "started_on", "Give the date on which this induction period began.");
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
            return Verdict.accepted(
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
                                : "There is an induction period from " + period.startedOn() + " to "
                                        + period.finishedOn() + " already."));
    }

    /** How an induction period ends. */
    public record End(
            @Nullable LocalDate finishedOn,
            @Nullable InductionOutcome outcome,
            @Nullable BigDecimal numberOfTerms) {}

    /** An appropriate body records the outcome of an induction period, or releases the ECT without one. */
    public static Verdict close(
            UUID ectId,
            UUID periodId,
            End end,
            AffectedParticipants affectedParticipants,
            ReportContext reportContext) {
        Participant ect = affectedParticipants.get(ectId);
        Optional<InductionPeriod> period = ect.inductionPeriods().stream()
                .filter(each -> each.id().equals(periodId))
                .findFirst();
        return new Reasons()
                .addIf(period.isEmpty(), "period_id", "This ECT has no induction period with this id.")
                .addIf(
                        period.filter(open -> open.finishedOn() != null).isPresent(),
                        "period_id",
                        "This induction period has ended already.")
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

    private static Verdict closed(
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
        return (end.outcome() == null ? recorded : completed(ect, recorded, reportContext)).about(ect.id());
    }

    /**
     * The end was recorded after the beginning, even where a caller's clock stood still: whoever was eligible stays so.
     */
    private static Instant after(Instant beginning, Instant at) {
        return at.isAfter(beginning) ? at : beginning.plus(1, ChronoUnit.MICROS);
    }

    private static AffectedParticipants completed(
            Participant ect, AffectedParticipants affectedParticipants, ReportContext reportContext) {
        Optional<SchoolPeriod> last = Periods.atSchools(ect, Role.ECT).max(comparing(SchoolPeriod::startedOn));
        LocalDate today = reportContext.today();
        boolean toCome = last.filter(time -> !time.startedOn().isBefore(today)).isPresent();
        return last.filter(time -> toCome || time.finishedOn() == null)
                .map(time -> EndSchoolPeriod.on(
                        toCome ? today.minusDays(1) : today,
                        ect.id(),
                        time,
                        new Ending(EndReason.INDUCTION_COMPLETED, null, reportContext.at()),
                        affectedParticipants))
                .orElse(affectedParticipants);
    }
}
