package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import uk.gov.education.training.launcher.Demo;

/**
 * The tokens and source addresses of requests. Requests with and without a valid token use different addresses, because
 * a server may block an address after failed sign-ins.
 */
final class Callers {

    private static final int TRUSTED = 2;
    private static final int FIRST_UNTRUSTED = 10;
    private static final int UNTRUSTED_COUNT = 200;
    private static final int ALLOWED_OF_TEN = 7;

    private final Map<String, String> tokens;
    private final String provider;

    Callers(Demo demo) {
        this.tokens = demo.tokens();
        // The ordinary traffic uses another lead provider.
        this.provider = demo.leadProviders().getLast().token();
    }

    /** Adds a token to a request: usually the right one, otherwise another or none. Returns the source address. */
    int sign(RequestDraft requestDraft, boolean isAllowed) {
        int draw = requestDraft.random.nextInt(10);
        String right = token(requestDraft.operation.scope());
        if (requestDraft.operation.scope().isEmpty()) {
            return TRUSTED;
        }
        if (isAllowed && draw < ALLOWED_OF_TEN) {
            authorise(requestDraft, right);
            return TRUSTED;
        }
        if (draw % 2 == 0) {
            authorise(requestDraft, other(right, requestDraft.random));
        }
        return untrustedAddress(requestDraft.random);
    }

    static int untrustedAddress(Random random) {
        return FIRST_UNTRUSTED + random.nextInt(UNTRUSTED_COUNT);
    }

    private static void authorise(RequestDraft requestDraft, String token) {
        requestDraft.header("Authorization", "Bearer " + token);
    }

    private String token(String scope) {
        return scope.equals("lead-provider") ? provider : tokens.getOrDefault(scope, "");
    }

    private String other(String right, Random random) {
        List<String> others = new ArrayList<>(tokens.values());
        others.remove(right);
        return others.get(random.nextInt(others.size()));
    }
}
