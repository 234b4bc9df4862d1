package uk.gov.education.training.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import uk.gov.education.training.launcher.Demo;

/**
 * Who asks, and from where. Requests without a valid token come from other addresses than those with one, since a
 * server may refuse to hear more from an address that only guesses.
 */
final class Callers {

    private static final int TRUSTED = 2;
    private static final int FIRST_STRANGER = 10;
    private static final int STRANGERS = 200;
    private static final int OF_TEN_ALLOWED = 7;

    private final Map<String, String> tokens;
    private final String provider;

    Callers(Demo demo) {
        this.tokens = demo.tokens();
        // Not the one that the ordinary traffic is of.
        this.provider = demo.leadProviders().getLast().token();
    }

    /** Adds a token to a request: usually the right one, otherwise another or none. Returns the source address. */
    int sign(RequestDraft requestDraft, boolean isAllowed) {
        int luck = requestDraft.random.nextInt(10);
        String right = token(requestDraft.operation.scope());
        if (requestDraft.operation.scope().isEmpty()) {
            return TRUSTED;
        }
        if (isAllowed && luck < OF_TEN_ALLOWED) {
            authorise(requestDraft, right);
            return TRUSTED;
        }
        if (luck % 2 == 0) {
            authorise(requestDraft, other(right, requestDraft.random));
        }
        return stranger(requestDraft.random);
    }

    static int stranger(Random random) {
        return FIRST_STRANGER + random.nextInt(STRANGERS);
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
