package uk.gov.education.training.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    private static final int RECORDS = 1_000;

    @TempDir
    Path directory;

    private KafkaBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = new KafkaBroker(directory, 0);
        broker.start();
        broker.awaitReady();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    @Test
    void acknowledgedRecordsSurviveAKill() throws Exception {
        // Given
        sendAndAwaitAcks();
        var killed = broker.pid();

        // When
        broker.kill();
        broker.restart();

        // Then
        assertThat(broker.pid()).isNotEqualTo(killed);
        assertThat(recordsOfKept()).hasSize(RECORDS).doesNotHaveDuplicates();
    }

    @Test
    void anotherHandleOnTheDirectoryIsTheSameBroker() {
        // When
        new KafkaBroker(directory, 0).kill();

        // Then
        assertThat(broker.isRunning()).isFalse();
        broker.restart();
        assertThat(new KafkaBroker(directory, 0).pid()).isEqualTo(broker.pid());
    }

    private void sendAndAwaitAcks() throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            var acks = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < RECORDS; i++) {
                acks.add(producer.send(new ProducerRecord<>("kept", "key-" + i, "value-" + i)));
            }
            for (var ack : acks) {
                ack.get();
            }
        }
    }

    private List<String> recordsOfKept() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "group.id", "reader", "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("kept"));
            for (int poll = 0; poll < 60 && values.size() < RECORDS; poll++) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
