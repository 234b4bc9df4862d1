package uk.gov.education.training.providerapi.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.providerapi.OakfieldFixtures;
import uk.gov.education.training.providerapi.timeline.Timeline.Effect;
import uk.gov.education.training.providerapi.timeline.Timeline.Event;
import uk.gov.education.training.providerapi.timeline.Timeline.TimelineRecord;

class TimelineTest {

    private static final UUID PRIYA = new UUID(0, 1);
    private static final UUID AMBER = new UUID(0, 11);
    private static final UUID TRAINING = new UUID(0, 21);
    private static final Instant NINE = Instant.parse("2025-09-02T09:00:00Z");
    private static final Participant REGISTERED = OakfieldFixtures.ect(PRIYA, AMBER, TRAINING, "Priya Okafor");
    private static final Participant RENAMED = REGISTERED.withFullName("Priya Hale");

    private final List<TimelineRecord> found = new ArrayList<>();

    private static final Message<?, ?> REGISTRATION = new Message<>(
            1,
            NINE,
            new EctRegistered("900001", null, LocalDate.parse("2025-09-01"), TrainingProgramme.PROVIDER_LED, AMBER),
            REGISTERED);
    private static final Message<?, ?> RENAMING =
            new Message<>(2, NINE, new NameChanged("Priya Okafor", "Priya Hale"), RENAMED);
    private static final Message<?, ?> ASSIGNMENT = OakfieldFixtures.scheduled(PRIYA, 1, TRAINING);

    private void record(Topic<?, ?> topic, int minute, Message<?, ?> message) {
        found.add(new TimelineRecord(topic, NINE.plusSeconds(60L * minute), found.size(), Map.of(), message, null));
    }

    private List<Event> events() {
        return Timeline.of(PRIYA, found, true, facts -> facts).events();
    }

    @Test
    void eventsOfAllTopicsAreOrderedByTime() {
        record(PARTICIPANT_CHANGES, 0, REGISTRATION);
        record(PARTICIPANT_CHANGES, 2, RENAMING);
        record(SCHEDULE_ASSIGNMENTS, 1, ASSIGNMENT);

        assertThat(events())
                .extracting(Event::type)
                .containsExactly("ect-registered", "schedule-assigned", "name-changed");
    }

    @Test
    void eachEventShowsWhatItChangedForTheLeadProvider() {
        record(PARTICIPANT_CHANGES, 0, REGISTRATION);
        record(SCHEDULE_ASSIGNMENTS, 1, ASSIGNMENT);
        record(PARTICIPANT_CHANGES, 2, RENAMING);

        List<Event> events = events();

        // training is shown once it has a schedule
        assertThat(events.get(0).seen()).isEmpty();
        assertThat(events.get(1).seen())
                .filteredOn(seen -> seen.kind().equals("participant"))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.leadProviderId()).isEqualTo(AMBER);
                    assertThat(seen.before()).isNull();
                    assertThat(seen.differences())
                            .contains(new DocumentDifference.FieldDifference("full_name", null, "Priya Okafor"));
                });
        assertThat(events.get(2).seen()).singleElement().satisfies(seen -> assertThat(seen.differences())
                .containsExactly(new DocumentDifference.FieldDifference("full_name", "Priya Okafor", "Priya Hale")));
        assertThat(events.get(2).change()).containsEntry("to", "Priya Hale");
    }

    @Test
    void oldVersionChangesNothing() {
        record(PARTICIPANT_CHANGES, 0, REGISTRATION);
        record(SCHEDULE_ASSIGNMENTS, 1, ASSIGNMENT);
        record(PARTICIPANT_CHANGES, 2, RENAMING);
        record(PARTICIPANT_CHANGES, 3, REGISTRATION);

        assertThat(events().getLast()).satisfies(event -> {
            assertThat(event.effect()).isEqualTo(Effect.OLD);
            assertThat(event.seen()).isEmpty();
        });
    }

    @Test
    void tombstoneRemovesEverything() {
        record(PARTICIPANT_CHANGES, 0, REGISTRATION);
        record(SCHEDULE_ASSIGNMENTS, 1, ASSIGNMENT);
        found.add(new TimelineRecord(PARTICIPANT_CHANGES, NINE.plusSeconds(120), 9, Map.of(), null, null));

        assertThat(events().getLast()).satisfies(event -> {
            assertThat(event.effect()).isEqualTo(Effect.ENDED);
            assertThat(event.seen()).isNotEmpty().allSatisfy(seen -> assertThat(seen.after())
                    .isNull());
        });
    }

    @Test
    void unreadableRecordIsShown() {
        record(PARTICIPANT_CHANGES, 0, REGISTRATION);
        found.add(new TimelineRecord(
                PARTICIPANT_CHANGES,
                NINE.plusSeconds(60),
                1,
                Map.of("ce_type", "nonsense"),
                null,
                "unknown-type: no such type"));

        assertThat(events().getLast()).satisfies(event -> {
            assertThat(event.effect()).isEqualTo(Effect.UNREADABLE);
            assertThat(event.type()).isEqualTo("nonsense");
        });
    }
}
