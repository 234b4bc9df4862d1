package uk.gov.education.training.funding.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import uk.gov.education.training.funding.CalculateStatements;
import uk.gov.education.training.funding.CalculateStatements.Calculated;
import uk.gov.education.training.funding.ShowStatement;
import uk.gov.education.training.funding.ShowStatement.Shown;
import uk.gov.education.training.funding.store.DeclarationsOnStatements;
import uk.gov.education.training.platform.web.ApiException;

/** One statement with all that belongs to it. */
@ApplicationScoped
class StatementQueries {

    private final Pool pool;
    private final CalculateStatements calculate;
    private final ShowStatement show;
    private final DeclarationsOnStatements declarations;

    StatementQueries(
            Pool pool, CalculateStatements calculate, ShowStatement show, DeclarationsOnStatements declarations) {
        this.pool = pool;
        this.calculate = calculate;
        this.show = show;
        this.declarations = declarations;
    }

    /** With its entity tag, by which finance says what it has seen. */
    Uni<RestResponse<StatementDetailsView>> details(UUID id) {
        return pool.withConnection(db -> show.one(db, id)).map(found -> {
            Shown shown = found.orElseThrow(StatementQueries::unknown);
            return ResponseBuilder.ok(StatementDetailsView.of(shown))
                    .header(HttpHeaders.ETAG, shown.tag())
                    .build();
        });
    }

    Uni<String> declarationsCsv(UUID id) {
        return pool.withConnection(db -> calculated(db, id)
                .chain(calculated ->
                        declarations.list(db, id).map(all -> DeclarationsCsv.of(calculated.breakdown(), all))));
    }

    private Uni<Calculated> calculated(SqlConnection db, UUID id) {
        return calculate.one(db, id).map(found -> found.orElseThrow(StatementQueries::unknown));
    }

    private static ApiException unknown() {
        return ApiException.notFound("id", "No statement has this id.");
    }
}
