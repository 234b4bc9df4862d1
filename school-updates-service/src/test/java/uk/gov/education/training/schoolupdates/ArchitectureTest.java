package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    @Test
    void everyCallThatChangesSomethingIsIdempotent() {
        List<JavaMethod> changes = new ClassFileImporter()
                .importPackages(getClass().getPackageName() + ".rest").stream()
                        .flatMap(resource -> resource.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(POST.class)
                                || method.isAnnotatedWith(PUT.class)
                                || method.isAnnotatedWith(DELETE.class))
                        .toList();

        assertThat(changes).hasSizeGreaterThan(10).allSatisfy(method -> assertThat(guardCalls(method))
                .as("%s", method.getFullName())
                .isNotEmpty());
    }

    /** The calls of the guard, directly or by a private method of the same resource. */
    private static List<JavaMethodCall> guardCalls(JavaMethod method) {
        return Stream.concat(
                        Stream.of(method),
                        method.getMethodCallsFromSelf().stream()
                                .filter(call -> call.getTargetOwner().equals(method.getOwner()))
                                .flatMap(call -> call.getTarget().resolveMember().stream()))
                .flatMap(caller -> caller.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getSimpleName().equals("IdempotencyGuard"))
                .toList();
    }
}
