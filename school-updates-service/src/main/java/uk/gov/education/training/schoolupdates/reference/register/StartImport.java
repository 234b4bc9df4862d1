package uk.gov.education.training.schoolupdates.reference.register;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.IdempotentRequests;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;

/** Receives a file and starts its import, unless one is running. */
@RequestScoped
class StartImport {

    private static final Logger LOG = Logger.getLogger(StartImport.class);

    private final IdempotentRequests idempotentRequests;
    private final ReferenceTransactions transactions;
    private final SchoolImports schoolImports;
    private final ImportRunner importRunner;

    StartImport(
            IdempotentRequests idempotentRequests,
            ReferenceTransactions transactions,
            SchoolImports schoolImports,
            ImportRunner importRunner) {
        this.idempotentRequests = idempotentRequests;
        this.transactions = transactions;
        this.schoolImports = schoolImports;
        this.importRunner = importRunner;
    }

    /** What makes two requests with the same Idempotency-Key the same. */
    private record FileContent(String sha256) {}

    private record Started(UUID id) {}

    /**
     * Reads the body, which blocks, and starts the import.
     *
     * @return the id of the import
     */
    Uni<UUID> start(InputStream body, Cause cause) {
        ReceivedFile file = received(body);
        UUID id = UUID.randomUUID();
        return Uni.createFrom()
                .deferred(() -> {
                    RegisterFile.Kind kind = checkedKind(file);
                    return idempotentRequests.once(
                            transactions,
                            new FileContent(file.sha256()),
                            Started.class,
                            session -> create(session, id, kind));
                })
                .onFailure()
                .invoke(file::delete)
                .invoke(started -> {
                    if (started.id().equals(id)) {
                        importRunner.start(id, file, cause);
                    } else {
                        file.delete();
                    }
                })
                .map(Started::id);
    }

    private static ReceivedFile received(InputStream body) {
        try {
            return ReceivedFile.of(body);
        } catch (IOException failed) {
            LOG.warnf("Could not store a file of the schools register: %s", RedactedErrors.inShort(failed));
            throw new ApiException(
                    503, List.of(new Problem("body", "The file could not be received whole. Send it again.")));
        }
    }

    private static RegisterFile.Kind checkedKind(ReceivedFile file) {
        try (RegisterFile register = RegisterFile.open(file)) {
            List<String> missing = register.missingColumns();
            if (!missing.isEmpty()) {
                throw ApiException.invalid(missing.stream()
                        .map(column -> new Problem(
                                column,
                                "The file has no column " + column + ". Send a file of the schools register, in which"
                                        + " the first row names the columns."))
                        .toList());
            }
            return register.kind();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Uni<Started> create(Mutiny.Session session, UUID id, RegisterFile.Kind kind) {
        return schoolImports
                .interruptAbandoned(session)
                .chain(() -> schoolImports.running(session))
                .invoke(running -> running.ifPresent(other -> {
                    throw ApiException.conflict(
                            "import", "The import " + other + " is running. Send the file when it has ended.");
                }))
                .chain(() -> schoolImports.create(session, id, kind))
                .replaceWith(new Started(id));
    }
}
