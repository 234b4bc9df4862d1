package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;
import static uk.gov.education.training.system.hostile.RequestKind.refused;

import java.util.List;
import java.util.Locale;

/** Methods that none has, and paths that lead elsewhere, or seem to. */
final class AddressKinds {

    private static final int LONG_METHOD = 200;
    private static final int LONG_PATH = 20_000;
    private static final int HUGE_PATH = 80_000;

    private AddressKinds() {}

    static List<RequestKind> all() {
        return List.of(
                refused("method: unknown", ask -> ask.method = ask.word(6)).of(AddressKinds::isOurs),
                refused("method: 200 letters", ask -> ask.method = ask.word(LONG_METHOD))
                        .of(AddressKinds::isOurs),
                answered("method: unknown, at /q", ask -> ask.method = ask.word(LONG_METHOD))
                        .of(operation -> !isOurs(operation)),
                answered("method: lower case", ask -> ask.method = ask.method.toLowerCase(Locale.ROOT)),
                answered("method: TRACE", ask -> ask.method = "TRACE"),
                refused("method: PATCH", ask -> ask.method = "PATCH")
                        .of(operation -> !operation.path().startsWith("/q/")),
                answered("method: HEAD", ask -> ask.method = "HEAD"),
                answered("method: OPTIONS", ask -> ask.method = "OPTIONS"),
                refused("path: a matrix parameter", ask -> ask.path = matrix(ask))
                        .of(AddressKinds::isOurs),
                refused("path: a matrix parameter at the end", ask -> ask.path += ";a=b;" + ask.word(3))
                        .of(AddressKinds::isOurs),
                refused("path: a bad escape", ask -> ask.path += "/%zz"),
                refused("path: half an escape", ask -> ask.path += "%4"),
                refused("path: %00", ask -> ask.path += "%00"),
                refused("path: overlong UTF-8", ask -> ask.path += "/%c0%af%c0%ae"),
                answered("path: two slashes", ask -> ask.path = "/" + ask.path.replace("/", "//")),
                answered("path: dots", ask -> ask.path = ask.path + "/../../../../etc/passwd"),
                answered("path: escaped dots", ask -> ask.path = ask.path + "/%2e%2e%2f%2e%2e%2fetc%2fpasswd"),
                answered("path: an escaped slash", ask -> ask.path = ask.path.replace("/api/", "/api%2f")),
                refused("path: 20,000 characters", ask -> ask.path += "/" + ask.word(LONG_PATH)),
                refused("path: 80,000 characters", ask -> ask.path += "/" + ask.word(HUGE_PATH))
                        .orBare(),
                answered("path: of another server", ask -> ask.path = "http://example.com:99999" + ask.path)
                        .orBare(),
                refused("path: none", ask -> ask.path = "*").orBare(),
                refused("path: no slash", ask -> ask.path = ask.path.substring(1))
                        .orBare(),
                refused("path: a blank", ask -> ask.path += " /x").orBare(),
                refused("path: bytes", ask -> ask.path += "/\u00e9\u00ff").orBare(),
                answered("path: a backslash", ask -> ask.path += "\\..\\x").orBare(),
                answered("path: unknown", ask -> ask.path += "/" + ask.word(9)),
                answered("path: upper case", ask -> ask.path = ask.path.toUpperCase(Locale.ROOT)));
    }

    /** Those behind token, rate limit and filters. */
    private static boolean isOurs(Operation operation) {
        return operation.path().startsWith("/api/") || operation.isPage();
    }

    /** In any segment but the last: {@code /api/v3;x=1/participants}. */
    private static String matrix(Ask ask) {
        String[] segments = ask.path.split("/", -1);
        int which = 1 + ask.random.nextInt(Math.max(1, segments.length - 2));
        segments[which] += ";x=" + ask.word(2);
        return String.join("/", segments);
    }
}
