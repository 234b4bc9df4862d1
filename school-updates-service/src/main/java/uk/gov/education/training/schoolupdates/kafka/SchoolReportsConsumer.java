package uk.gov.education.training.schoolupdates.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.ReportTopic;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.ReportConsumer;
import uk.gov.education.training.platform.messaging.ReportSubscription;
import uk.gov.education.training.schoolupdates.AnswerReport;

/** Answers the reports that the school portal publishes. */
@ApplicationScoped
class SchoolReportsConsumer implements ReportSubscription {

    private final ReportConsumer consumer;
    private final AnswerReport answerReport;

    SchoolReportsConsumer(ReportConsumer consumer, AnswerReport answerReport) {
        this.consumer = consumer;
        this.answerReport = answerReport;
    }

    @Override
    public ReportTopic<?, ?> topic() {
        return Topics.SCHOOL_REPORTS;
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.CONTRACT_PERIODS, Topics.TRAINING_CHANGES, Topics.DECLARATIONS, Topics.FUNDING_DECISIONS);
    }

    @Incoming(Topics.SCHOOL_REPORTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }

    @Override
    public Uni<Answered> answer(ConsumerRecord<String, byte[]> record) {
        return answerReport.answer(record);
    }

    @Override
    public Uni<Answered> giveUp(ConsumerRecord<String, byte[]> record, Throwable failure) {
        return answerReport.giveUp(record, failure);
    }

    @Override
    public boolean isTransient(Throwable failure) {
        return AnswerReport.isTransient(failure);
    }
}
