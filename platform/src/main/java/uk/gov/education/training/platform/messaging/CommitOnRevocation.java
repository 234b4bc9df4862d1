package uk.gov.education.training.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * The commit strategy of {@link TopicsConsumer}, which commits by itself while partitions stay assigned. Commits the
 * rest when another instance takes partitions over, and during the shutdown.
 */
@ApplicationScoped
@Identifier(CommitOnRevocation.STRATEGY)
class CommitOnRevocation implements KafkaCommitHandler.Factory {

    static final String STRATEGY = "applied";

    private static final Logger LOG = Logger.getLogger(CommitOnRevocation.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final TopicsConsumer topicsConsumer;
    private final ConsumedOffsets offsets;

    CommitOnRevocation(TopicsConsumer topicsConsumer, ConsumedOffsets offsets) {
        this.topicsConsumer = topicsConsumer;
        this.offsets = offsets;
    }

    @Override
    public KafkaCommitHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new Handler(consumer);
    }

    private final class Handler implements KafkaCommitHandler {

        private final KafkaConsumer<?, ?> consumer;

        private Handler(KafkaConsumer<?, ?> consumer) {
            this.consumer = consumer;
        }

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public void partitionsAssigned(Collection<TopicPartition> partitions) {
            offsets.forget(partitions);
        }

        @Override
        public void partitionsRevoked(Collection<TopicPartition> partitions) {
            topicsConsumer.revoked(partitions);
            var uncommitted = offsets.uncommitted(partitions);
            if (!uncommitted.isEmpty()) {
                try {
                    consumer.unwrap().commitSync(uncommitted, TIMEOUT);
                } catch (KafkaException failure) {
                    LOG.debugf(
                            "Could not commit revoked partitions, records will be consumed again: %s",
                            RedactedErrors.inShort(failure));
                }
            }
        }
    }
}
