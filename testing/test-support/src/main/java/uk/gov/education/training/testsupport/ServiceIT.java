package uk.gov.education.training.testsupport;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import uk.gov.education.training.localstack.TestInfrastructure;

/**
 * Tests a whole service with a real Kafka and Postgres. Each test begins when the service is ready. All classes of a
 * module share one start of the service, except those with a {@code @TestProfile}.
 *
 * @see TopicClient#ofServiceUnderTest()
 * @see TestTokens
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTest
@WithTestResource(TestInfrastructure.class)
@ExtendWith(AwaitReadiness.class)
public @interface ServiceIT {}
