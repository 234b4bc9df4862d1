package uk.gov.education.training.system;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * The baseline for the provider API: serves the same page of documents with the same SQL, without authentication or
 * routing.
 */
final class BareServer {

    private static final String PAGE = """
            select document, id, subject, updated_at from provider_documents
            where lead_provider_id = $1 and kind = 'participant' and document is not null
            order by position, id limit $2 offset $3""";

    private BareServer() {}

    /** @param arguments port, database as a URL, lead provider */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        Pool pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(arguments[1])
                        .setCachePreparedStatements(true)
                        .setPipeliningLimit(32))
                .with(new PoolOptions().setMaxSize(16))
                .using(vertx)
                .build();
        UUID leadProvider = UUID.fromString(arguments[2]);
        vertx.createHttpServer()
                .requestHandler(request -> pool.preparedQuery(PAGE)
                        .execute(Tuple.of(leadProvider, 100, 0L))
                        .onSuccess(rows -> {
                            StringBuilder page = new StringBuilder("{\"data\":[");
                            for (Row row : rows) {
                                page.append(page.length() > 9 ? "," : "").append(row.getString(0));
                            }
                            request.response()
                                    .putHeader("Content-Type", "application/json; charset=utf-8")
                                    .end(page.append("]}").toString());
                        })
                        .onFailure(
                                failure -> request.response().setStatusCode(500).end()))
                .listen(Integer.parseInt(arguments[0]));
    }
}
