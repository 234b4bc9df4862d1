package uk.gov.education.training.platform.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Authenticates requests by {@code Authorization: Bearer <token>}. Accepts {@code Token <token>} and {@code Token
 * token="<token>"} too, which clients of the lead provider API may send. The scope of the token is the only role.
 */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {

    private final TokenAttemptLimit tokens;

    BearerAuthentication(TokenAttemptLimit tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager unused) {
        String presented = AccessToken.presented(context.request().getHeader("Authorization"));
        if (presented == null) {
            return Uni.createFrom().nullItem();
        }
        return tokens.callerOf(presented, context)
                .map(caller -> identity(caller.orElseThrow(AuthenticationFailedException::new)));
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(caller)
                .addRole(caller.scope())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
