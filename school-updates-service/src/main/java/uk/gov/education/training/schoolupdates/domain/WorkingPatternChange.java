package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.WorkingPatternChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.WorkingPattern;

/** A school reports that an ECT works full time or part time from now on. Mentors have no working pattern. */
public final class WorkingPatternChange {

    private WorkingPatternChange() {}

    public static Verdict decide(Participant ect, String schoolUrn, @Nullable WorkingPattern workingPattern) {
        Optional<SchoolPeriod> time = Periods.latestAtSchool(ect, Role.ECT, schoolUrn);
        return new Reasons()
                .addIf(workingPattern == null, "working_pattern", "Give full_time or part_time.")
                .addIf(time.isEmpty(), "id", "Only an ECT at this school has a working pattern.")
                .addIf(
                        workingPattern != null
                                && time.filter(here -> here.workingPattern() == workingPattern)
                                        .isPresent(),
                        "working_pattern",
                        "This is the ECT's working pattern already.")
                .orElse(() -> Verdict.accepted(
                        new WorkingPatternChanged(time.orElseThrow().workingPattern(), workingPattern),
                        ect.withSchoolPeriods(Edits.replaced(
                                ect.schoolPeriods(),
                                time.orElseThrow(),
                                same -> same.withWorkingPattern(workingPattern)))));
    }
}
