package uk.gov.education.training.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    record Person(String fullName) {}

    @Test
    void writesSnakeCase() {
        assertThat(Json.write(new Person("Ada King"))).isEqualTo("{\"full_name\":\"Ada King\"}");
    }

    @Test
    void readsWhatItWrote() {
        Person ada = new Person("Ada King");

        assertThat(Json.read(Json.write(ada), Person.class)).isEqualTo(ada);
        assertThat(Json.read(Json.write(List.of(ada)), new TypeReference<List<Person>>() {}))
                .containsExactly(ada);
    }

    @Test
    void unreadableJsonIsABugAndItsMessageQuotesNoData() {
        assertThatThrownBy(() -> Json.read("{\"full_name\":", Person.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Could not read JSON as Person")
                .hasCauseInstanceOf(JsonProcessingException.class);
    }

    @Test
    void valueThatCannotBeWrittenIsABug() {
        assertThatThrownBy(() -> Json.write(new Object()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Could not write JSON for Object");
    }
}
