package uk.gov.education.training.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.StatementChange.StatementPaid;
import uk.gov.education.training.events.Topics;

class CloudEventsTest {

    private static final String PAID = "/contract/statements/statement-paid.v1.json";

    @Test
    void moneyKeepsEveryDigit() throws IOException, InvalidRecord {
        ConsumerRecord<String, byte[]> record;
        try (InputStream paid = CloudEventsTest.class.getResourceAsStream(PAID)) {
            assertThat(paid).isNotNull();
            String body = new String(paid.readAllBytes(), UTF_8)
                    .replace("\"total\": 34076.3", "\"total\": 12345678901234567.80");
            String id = Json.MAPPER.readTree(body).at("/snapshot/id").textValue();
            record = new ConsumerRecord<>(Topics.STATEMENTS_NAME, 0, 0, id, body.getBytes(UTF_8));
        }
        record.headers().add(CloudEvents.TYPE, "uk.gov.education.training.statement-paid.v1".getBytes(UTF_8));

        assertThat(CloudEvents.read(Topics.STATEMENTS, record).change())
                .isInstanceOfSatisfying(StatementPaid.class, paid -> assertThat(paid.total())
                        .isEqualTo(new BigDecimal("12345678901234567.80")));
    }
}
