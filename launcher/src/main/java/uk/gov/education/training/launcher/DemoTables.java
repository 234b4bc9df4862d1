package uk.gov.education.training.launcher;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.localstack.StartupException;

/** Puts the demonstration's reference rows and access tokens into the services' tables, once. */
final class DemoTables {

    private static final Map<String, Set<Service>> ACCEPTING = Map.of(
            "school", EnumSet.of(Service.SCHOOL_UPDATES),
            "appropriate-body", EnumSet.of(Service.SCHOOL_UPDATES),
            "support", EnumSet.copyOf(Service.WITH_DATABASE),
            "finance", EnumSet.of(Service.FUNDING),
            "operations", EnumSet.copyOf(Service.WITH_DATABASE));

    private final Databases databases;
    private final String serviceToken;
    private final PortalKey portalKey;

    DemoTables(Databases databases, String serviceToken, PortalKey portalKey) {
        this.databases = databases;
        this.serviceToken = serviceToken;
        this.portalKey = portalKey;
    }

    void fill(Demo demo) {
        for (var service : Service.WITH_DATABASE) {
            try (var connection = databases.connect(service)) {
                connection.setAutoCommit(false);
                fill(connection, service, demo);
                connection.commit();
            } catch (SQLException e) {
                throw new StartupException(
                        "Could not load demo data into the database " + service.database() + ": " + e.getMessage());
            }
        }
    }

    private void fill(Connection connection, Service service, Demo demo) throws SQLException {
        if (service == Service.SCHOOL_UPDATES) {
            insertReferenceRows(connection, demo);
            insertToken(connection, serviceToken, ServiceToken.SCOPE, null, "demo: provider-api-service");
        }
        if (service == Service.PROVIDER_API) {
            for (var provider : demo.leadProviders()) {
                insertToken(connection, provider.token(), "lead-provider", provider.id(), provider.name());
            }
        }
        for (var token : demo.tokens().entrySet()) {
            var scope = token.getKey();
            if (ACCEPTING.getOrDefault(scope, Set.of()).contains(service)) {
                insertToken(connection, token.getValue(), scope, null, "demo: " + scope);
            }
        }
        if (service == Service.SCHOOL_UPDATES) {
            insertPortalKey(connection, demo.tokens().get("school"));
        }
    }

    private void insertPortalKey(Connection connection, String schoolToken) throws SQLException {
        try (var statement =
                connection.prepareStatement("insert into report_signing_keys (id, token_id, public_key, description)"
                        + " select ?, id, ?, 'demo: school portal' from access_tokens where token_hash = ?"
                        + " on conflict do nothing")) {
            statement.setObject(1, PortalKey.ID);
            statement.setBytes(2, portalKey.publicKey());
            statement.setBytes(3, Token.hash(schoolToken));
            statement.executeUpdate();
        }
    }

    private static void insertReferenceRows(Connection connection, Demo demo) throws SQLException {
        insert(
                connection,
                "insert into lead_providers (id, name) values (?, ?) on conflict do nothing",
                demo.leadProviders().stream()
                        .map(provider -> List.<Object>of(provider.id(), provider.name()))
                        .toList());
        insert(
                connection,
                "insert into delivery_partners (id, name) values (?, ?) on conflict do nothing",
                demo.deliveryPartners().stream()
                        .map(partner -> List.<Object>of(partner.id(), partner.name()))
                        .toList());
        insert(
                connection,
                "insert into lead_provider_contracts (lead_provider_id, cohort) values (?, ?) on conflict do nothing",
                DemoData.contracts().stream()
                        .map(contract -> List.<Object>of(contract.leadProviderId(), contract.cohort()))
                        .toList());
        insert(
                connection,
                "insert into pairings (lead_provider_id, delivery_partner_id, cohort) values (?, ?, ?)"
                        + " on conflict do nothing",
                DemoData.pairings().stream()
                        .map(pairing -> List.<Object>of(
                                pairing.leadProviderId(), pairing.deliveryPartnerId(), pairing.cohort()))
                        .toList());
    }

    private static void insert(Connection connection, String sql, List<List<Object>> rows) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var row : rows) {
                for (int column = 0; column < row.size(); column++) {
                    statement.setObject(column + 1, row.get(column));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void insertToken(
            Connection connection, String token, String scope, UUID leadProvider, String description)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into access_tokens (token_hash, scope, lead_provider_id, description)"
                        + " values (?, ?, ?, ?) on conflict do nothing")) {
            statement.setBytes(1, Token.hash(token));
            statement.setString(2, scope);
            statement.setObject(3, leadProvider, java.sql.Types.OTHER);
            statement.setString(4, description);
            statement.executeUpdate();
        }
    }
}
