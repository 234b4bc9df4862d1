package uk.gov.education.training.testsupport;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.deployment.builditem.TestAnnotationBuildItem;
import io.quarkus.test.junit.buildchain.TestBuildChainCustomizerProducer;
import java.util.function.Consumer;
import org.jboss.jandex.Index;

/**
 * Makes test classes with {@link ServiceIT} beans, so that their {@code @Inject} fields are set. Quarkus 3.33 does so
 * only for annotations of the module under test (<a href="https://github.com/quarkusio/quarkus/issues/56133">issue
 * 56133</a>).
 */
public final class ServiceItBeans implements TestBuildChainCustomizerProducer {

    @Override
    public Consumer<BuildChainBuilder> produce(Index testClasses) {
        return chain -> chain.addBuildStep(
                        build -> build.produce(new TestAnnotationBuildItem(ServiceIT.class.getName())))
                .produces(TestAnnotationBuildItem.class)
                .build();
    }
}
