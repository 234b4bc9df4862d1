package uk.gov.education.training.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.platform.observability.EventLog.EventRef;

class EventLogTest {

    private static EventRef about(String key) {
        return new EventRef("participant-changes", key, null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd286ec5-302b-4aeb-9769-002d3d5f614c", "2027"})
    void idOrYearIsLogged(String key) {
        assertThat(about(key).key()).isEqualTo(key);
        assertThat(EventLog.place(about(key))).isEqualTo("participant-changes/" + key);
    }

    /** Keys that may be personal data: an email address, a TRN and a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {"amara@school.example", "3104872", "Amara", "fd286ec5-302b-4aeb-9769-002d3d5f614c Amara", ""})
    void keyThatMayBeANameIsNotLogged(String key) {
        assertThat(about(key).key()).isNull();
        assertThat(EventLog.place(about(key))).isEqualTo("participant-changes/?");
    }
}
