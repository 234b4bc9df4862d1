package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    @Test
    void everyCallThatChangesSomethingCanBeSentAgainUnderItsKey() {
        List<JavaMethod> changes = new ClassFileImporter()
                .importPackages(getClass().getPackageName() + ".rest").stream()
                        .flatMap(resource -> resource.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(POST.class)
                                || method.isAnnotatedWith(PUT.class)
                                || method.isAnnotatedWith(DELETE.class))
                        .toList();

        assertThat(changes).hasSizeGreaterThan(10).allSatisfy(method -> assertThat(method.getMethodCallsFromSelf())
                .as("%s", method.getFullName())
                .anyMatch(call -> call.getTargetOwner().getSimpleName().equals("IdempotencyGuard")));
    }
}
