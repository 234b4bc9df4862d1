package uk.gov.education.training.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSchemasTest {

    private static final String NAME_CHANGED = "uk.gov.education.training.name-changed.v1";

    private static List<String> errors(String body) {
        return MessageSchemas.errors(Topics.PARTICIPANT_CHANGES, NAME_CHANGED, body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "Martha Okonjo", "{\"version\": 1,", "\u0000"})
    void errorDoesNotQuoteInvalidJson(String body) {
        assertThat(errors(body)).containsExactly("/: is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "[]", "\"text\"", "7"})
    void bodyThatIsNoObjectIsAnError(String body) {
        assertThat(errors(body)).singleElement().asString().startsWith("/: ").endsWith("object expected");
    }

    @Test
    void errorNamesItsPlace() {
        assertThat(errors("{\"version\": 1, \"at\": \"noon\"}"))
                .hasSize(3)
                .anySatisfy(error -> assertThat(error).startsWith("/at: "))
                .anySatisfy(error -> assertThat(error).startsWith("/: ").contains("'change'"));
    }

    @Test
    void numberOfErrorsIsLimited() {
        String trainings = "{},".repeat(1000) + "{}";

        assertThat(errors("{\"snapshot\": {\"trainings\": [" + trainings + "]}}"))
                .hasSize(10);
    }
}
