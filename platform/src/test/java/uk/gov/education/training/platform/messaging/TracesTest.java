package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.platform.observability.EventLog;

/** Traces without tracing. The system tests cover recorded traces. */
class TracesTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final EventLog.EventRef EVENT =
            new EventLog.EventRef("participant-changes", "some id", "some event", "some.type.v1");

    @Test
    void callersTraceIsCarriedOn() {
        assertThat(Traces.continueOrBegin(TRACE)).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-zz-b7ad6b7169203331-01"})
    void unusableTraceIsReplacedByANewOne(String traceparent) {
        assertThat(Traces.continueOrBegin(traceparent)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(Traces.begin()).isNotEqualTo(Traces.begin());
    }

    @Test
    void withoutTracingTheTraceIsPassedOnUnchanged() {
        assertThat(Traces.traceparent(Traces.publishing(EVENT, TRACE).getSpanContext()))
                .isEqualTo(TRACE);
        assertThat(Traces.traceparent(Traces.applying(EVENT, TRACE).getSpanContext()))
                .isEqualTo(TRACE);
    }

    @Test
    void publishingAddsNoTraceWithoutTracing() {
        Span span = Traces.publishing(EVENT, null);

        assertThat(span.getSpanContext().isValid()).isFalse();
    }
}
