package uk.gov.education.training.platform.observability;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Handler;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;

/** Installs the {@link RedactingJsonFormatter} if logs are JSON, before anything else can log. */
@ApplicationScoped
class LogSetup {

    private static final Logger LOG = Logger.getLogger(LogSetup.class);
    private static final int BEFORE_ALL_OTHERS = 1;

    void onStart(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent start) {
        for (Handler handler : LogContext.getLogContext().getLogger("").getHandlers()) {
            format(handler);
        }
    }

    private static void format(Handler handler) {
        if (handler.getFormatter() instanceof JsonFormatter configured) {
            handler.setFormatter(new RedactingJsonFormatter(configured));
            // Java itself would print these as plain text, with everything that they quote.
            System.setErr(new StderrBridge());
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                    LOG.errorf(failure, "Thread %s ended because of an exception", thread.getName()));
        }
        if (handler instanceof ExtHandler outer) {
            for (Handler inner : outer.getHandlers()) {
                format(inner);
            }
        }
    }
}
