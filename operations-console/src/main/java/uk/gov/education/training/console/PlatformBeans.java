package uk.gov.education.training.console;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.messaging.KafkaTopics;
import uk.gov.education.training.platform.messaging.SubscribedTopics;

/** The one bean of the platform's messaging that the console needs. All others need a database. */
class PlatformBeans {

    @Produces
    @Singleton
    KafkaTopics kafkaTopics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "training.kafka.replication", defaultValue = "1") short replication) {
        return new KafkaTopics(SubscribedTopics.none(), kafka, service, replication);
    }
}
