package uk.gov.education.training.schoolupdates.reference.register;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.PathUuid;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;

/** Imports files of the schools register. */
@Path("/api/v1/schools/imports")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Schools register")
class ImportsResource {

    private final StartImport startImport;
    private final SchoolImports schoolImports;
    private final ReferenceTransactions transactions;
    private final RequestTime requestTime;

    ImportsResource(
            StartImport startImport,
            SchoolImports schoolImports,
            ReferenceTransactions transactions,
            RequestTime requestTime) {
        this.startImport = startImport;
        this.schoolImports = schoolImports;
        this.transactions = transactions;
        this.requestTime = requestTime;
    }

    record ImportsPage(List<ImportView> imports, int page, int perPage) {}

    @POST
    @Consumes("text/csv")
    @Blocking
    @Operation(
            summary = "Import a file of the schools register",
            description = "Send edubasealldata.csv or links_edubasealldata.csv of the Get Information about Schools"
                    + " service as it was published: CSV in Windows-1252 (or UTF-8), at most 256 MB. The first row"
                    + " decides which of the two it is. The import goes on in the background, one at a time. Rows"
                    + " that can't be used are reported by their line, and change nothing. Sending a file again"
                    + " changes nothing.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<ImportView>> start(InputStream body) {
        return startImport
                .start(body, requestTime.cause())
                .chain(this::found)
                .map(view -> RestResponse.status(Status.ACCEPTED, view));
    }

    @GET
    @Operation(summary = "List imports of the schools register, newest first")
    public Uni<ImportsPage> list(@BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return transactions.inTransaction(session -> schoolImports
                .interruptAbandoned(session)
                .chain(() -> schoolImports.page(number, size))
                .map(all -> new ImportsPage(all.stream().map(ImportView::of).toList(), number, size)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show the progress of an import, with the rows that could not be used")
    public Uni<ImportView> show(String id) {
        return found(PathUuid.of(id, ImportsResource::unknown));
    }

    private Uni<ImportView> found(UUID id) {
        return transactions.inTransaction(
                session -> schoolImports.interruptAbandoned(session).chain(() -> view(session, id)));
    }

    private Uni<ImportView> view(Mutiny.Session session, UUID id) {
        return SchoolImportEntity.<SchoolImportEntity>findById(id)
                .onItem()
                .ifNull()
                .failWith(ImportsResource::unknown)
                .chain(found -> schoolImports.problems(session, id).map(problems -> ImportView.of(found, problems)));
    }

    private static ApiException unknown() {
        return ApiException.notFound("id", "There is no import with this id.");
    }
}
