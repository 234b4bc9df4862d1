package uk.gov.education.training.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.localstack.StartupException;

/** {@code .data/demo.json}: what {@code ./start} prints, for tools. Its shape is a contract (DESIGN.md, section 4). */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Demo(
        String providerApi,
        String schoolUpdates,
        String schedules,
        String funding,
        String operationsConsole,
        String kafka,
        String postgres,
        List<LeadProvider> leadProviders,
        List<DemoData.Organisation> deliveryPartners,
        List<DemoData.School> schools,
        List<Partnership> partnerships,
        Map<String, String> tokens) {

    static final List<String> SCOPES = List.of("school", "appropriate-body", "support", "finance", "operations");

    private static final JsonMapper JSON = new JsonMapper();

    /** Creates the demonstration with new tokens and without partnerships. */
    static Demo create(String kafka, String postgres, Function<Service, String> addresses) {
        var tokens = new LinkedHashMap<String, String>();
        SCOPES.forEach(scope -> tokens.put(scope, Token.generate()));
        return new Demo(
                addresses.apply(Service.PROVIDER_API),
                addresses.apply(Service.SCHOOL_UPDATES),
                addresses.apply(Service.SCHEDULE),
                addresses.apply(Service.FUNDING),
                addresses.apply(Service.OPERATIONS_CONSOLE),
                kafka,
                postgres,
                DemoData.LEAD_PROVIDERS.stream()
                        .map(provider -> new LeadProvider(provider.id(), provider.name(), Token.generate()))
                        .toList(),
                DemoData.DELIVERY_PARTNERS,
                DemoData.SCHOOLS,
                List.of(),
                tokens);
    }

    static Demo read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Demo.class);
        } catch (JsonProcessingException e) {
            throw new StartupException(file + " is damaged. Start again with: ./start --fresh");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Demo withPartnerships(List<Partnership> created) {
        return new Demo(
                providerApi,
                schoolUpdates,
                schedules,
                funding,
                operationsConsole,
                kafka,
                postgres,
                leadProviders,
                deliveryPartners,
                schools,
                List.copyOf(created),
                tokens);
    }

    /** Writes the file in one step. Only its owner can read it, because it holds the tokens. */
    void write(Path file) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public record LeadProvider(UUID id, String name, String token) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Partnership(UUID id, UUID leadProviderId, UUID deliveryPartnerId, String schoolUrn, int cohort) {

        static Partnership of(UUID id, DemoData.Partnership partnership) {
            return new Partnership(
                    id,
                    partnership.leadProviderId(),
                    partnership.deliveryPartnerId(),
                    partnership.schoolUrn(),
                    partnership.cohort());
        }
    }
}
