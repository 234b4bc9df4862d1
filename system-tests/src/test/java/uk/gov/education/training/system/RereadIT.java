package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.launcher.ServiceProcess;
import uk.gov.education.training.testsupport.TopicClient;

/** The provider API reads every topic again after losing its offsets, without any visible change. */
class RereadIT {

    private final LocalSystem localSystem = SystemUnderTest.running();
    private final SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(SystemUnderTest.demo(), 5);

    @Test
    void rereadingChangesNoUpdatedAtAndPublishesNothing() {
        // Given
        String id = schoolAndProvider
                .registerEct(SchoolAndProvider.nextTrn(), "Priya Okafor")
                .ok()
                .path("id")
                .asText();
        schoolAndProvider.rename(id, "Priya Hale").ok();
        SystemUnderTest.awaitAtRest();
        schoolAndProvider
                .provider()
                .put(
                        "/participants/" + id + "/defer",
                        Map.of(
                                "data",
                                Map.of("attributes", Map.of("reason", "other", "course_identifier", "ecf-induction"))))
                .ok();
        SystemUnderTest.awaitAtRest();
        String before = list();
        int published = published();

        // When
        ServiceProcess service = localSystem.service(Service.PROVIDER_API);
        service.stop();
        try {
            deleteOffsets();
        } finally {
            service.start();
        }
        RestClient health = new RestClient(service.address(), "nobody's");
        await().atMost(LATER)
                .ignoreException(UncheckedIOException.class)
                .until(() -> health.get("/q/health/ready").status() == 200);
        SystemUnderTest.awaitAtRest();

        // Then
        assertThat(list()).contains("Priya Hale").isEqualTo(before);
        assertThat(published()).isEqualTo(published);
    }

    private String list() {
        return schoolAndProvider
                .provider()
                .get("/participants?page%5Bper_page%5D=3000")
                .ok()
                .toString();
    }

    private int published() {
        try (var topics = new TopicClient(localSystem.kafka().bootstrapServers())) {
            return topics.records(Topics.TRAINING_CHANGES_NAME).size();
        }
    }

    /** Deletes the group. The broker refuses while the group still has members. */
    private void deleteOffsets() {
        try (Admin kafka =
                Admin.create(Map.of("bootstrap.servers", localSystem.kafka().bootstrapServers()))) {
            await().atMost(LATER).ignoreException(ExecutionException.class).until(() -> {
                kafka.deleteConsumerGroups(List.of(Service.PROVIDER_API.module()))
                        .all()
                        .get();
                return true;
            });
        }
    }
}
