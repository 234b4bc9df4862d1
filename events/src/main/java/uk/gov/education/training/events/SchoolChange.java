package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/** A change of a school. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SchoolChange.SchoolAdded.class, name = "school-added"),
    @JsonSubTypes.Type(value = SchoolChange.SchoolChanged.class, name = "school-changed"),
    @JsonSubTypes.Type(value = SchoolChange.SchoolUrnReplaced.class, name = "school-urn-replaced"),
    @JsonSubTypes.Type(value = SchoolChange.SchoolMerged.class, name = "school-merged"),
    @JsonSubTypes.Type(value = SchoolChange.SchoolRepublished.class, name = "school-republished")
})
public sealed interface SchoolChange {

    /** DfE added the school. */
    record SchoolAdded() implements SchoolChange {}

    /**
     * Details of the school changed. The snapshot has the new ones.
     *
     * @param properties the names of the snapshot's properties that changed
     */
    record SchoolChanged(List<String> properties) implements SchoolChange {}

    /** The school has another URN. It is still the same school. */
    record SchoolUrnReplaced(String from, String to) implements SchoolChange {}

    /** Another school took this one over, with its people and partnerships. */
    record SchoolMerged(UUID intoId) implements SchoolChange {}

    /** The owner published the facts again. Nothing has changed. */
    record SchoolRepublished() implements SchoolChange, Republished {}
}
