package uk.gov.education.training.schoolupdates.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.WorkingPatternChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/** Changes an ECT's working pattern. Mentors have none. */
public final class WorkingPatternChange {

    private WorkingPatternChange() {}

    public static Verdict<Changes> decide(Participant ect, String schoolUrn, @Nullable WorkingPattern workingPattern) {
        Optional<SchoolPeriod> schoolPeriod = Periods.latestAtSchool(ect, Role.ECT, schoolUrn);
        return Reasons.all()
                .addIf(workingPattern == null, "working_pattern", "Give full_time or part_time.")
                .addIf(schoolPeriod.isEmpty(), "id", "Only an ECT at this school has a working pattern.")
                .addIf(
                        workingPattern != null
                                && schoolPeriod
                                        .filter(here -> here.workingPattern() == workingPattern)
                                        .isPresent(),
                        "working_pattern",
                        "This is already the ECT's working pattern.")
                .orElse(() -> Changes.accepted(
                        new WorkingPatternChanged(schoolPeriod.orElseThrow().workingPattern(), workingPattern),
                        ect.withSchoolPeriods(Edits.replaced(
                                ect.schoolPeriods(),
                                schoolPeriod.orElseThrow(),
                                same -> same.withWorkingPattern(workingPattern)))));
    }
}
