package uk.gov.education.training.providerapi.domain.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

class MergedReportsTest {

    private static final StatusReport DEFERRED =
            new StatusReport(TrainingStatus.DEFERRED, "other", Instant.parse("2026-01-10T09:00:00Z"));
    private static final StatusReport RESUMED =
            new StatusReport(TrainingStatus.ACTIVE, null, Instant.parse("2026-01-12T09:00:00Z"));
    private static final UUID OWN_TRAINING = ParticipantFactsFixture.id(101);
    private static final UUID TAKEN_OVER = ParticipantFactsFixture.id(102);

    private final TrainingReports own = new TrainingReports(ParticipantFactsFixture.TOMASZ, List.of())
            .with(OWN_TRAINING, ParticipantFactsFixture.AMBER, DEFERRED);
    private final TrainingReports others = new TrainingReports(ParticipantFactsFixture.PRIYA, List.of())
            .with(TAKEN_OVER, ParticipantFactsFixture.BRACKEN, DEFERRED);

    @Test
    void areOwnAndOtherReports() {
        TrainingReports both = MergedReports.of(own, others);

        assertThat(both.participantId()).isEqualTo(ParticipantFactsFixture.TOMASZ);
        assertThat(both.trainings())
                .containsExactly(own.trainings().getFirst(), others.trainings().getFirst());
    }

    @Test
    void areTheSameAfterASecondTakeover() {
        TrainingReports both = MergedReports.of(own, others);

        assertThat(MergedReports.of(both, others)).isEqualTo(both);
    }

    @Test
    void keepReportsSinceTheTakeover() {
        TrainingReports since =
                MergedReports.of(own, others).with(TAKEN_OVER, ParticipantFactsFixture.BRACKEN, RESUMED);

        assertThat(MergedReports.of(since, others)).isEqualTo(since);
        assertThat(since.latestStatus(TAKEN_OVER)).contains(RESUMED);
    }
}
