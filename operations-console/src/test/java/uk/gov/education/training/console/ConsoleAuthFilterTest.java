package uk.gov.education.training.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class ConsoleAuthFilterTest {

    @Test
    void everyPageButSignInIsForOperators() {
        var resources = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(getClass().getPackageName())
                .that(new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("resources") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isAnnotatedWith(Path.class) && !type.isInterface();
                    }
                });

        assertThat(resources).hasSizeGreaterThan(4);
        assertThat(resources)
                .filteredOn(resource -> !resource.isAnnotatedWith(OperatorsOnly.class))
                .extracting(JavaClass::getSimpleName)
                .containsExactly("SignInPage");
    }
}
