package uk.gov.education.training.system.hostile;

import static uk.gov.education.training.system.hostile.RequestKind.answered;
import static uk.gov.education.training.system.hostile.RequestKind.refused;

import java.util.List;
import java.util.Locale;

/** Unknown methods and misleading paths. */
final class AddressKinds {

    private static final int LONG_METHOD = 200;
    private static final int LONG_PATH = 20_000;
    private static final int HUGE_PATH = 80_000;

    private AddressKinds() {}

    static List<RequestKind> all() {
        return List.of(
                refused("method: unknown", requestDraft -> requestDraft.method = requestDraft.word(6))
                        .onlyFor(AddressKinds::isApplication),
                refused("method: 200 letters", requestDraft -> requestDraft.method = requestDraft.word(LONG_METHOD))
                        .onlyFor(AddressKinds::isApplication),
                answered("method: unknown, at /q", requestDraft -> requestDraft.method = requestDraft.word(LONG_METHOD))
                        .onlyFor(operation -> !isApplication(operation)),
                answered(
                        "method: lower case",
                        requestDraft -> requestDraft.method = requestDraft.method.toLowerCase(Locale.ROOT)),
                answered("method: TRACE", requestDraft -> requestDraft.method = "TRACE"),
                refused("method: PATCH", requestDraft -> requestDraft.method = "PATCH")
                        .onlyFor(operation -> !operation.path().startsWith("/q/")),
                answered("method: HEAD", requestDraft -> requestDraft.method = "HEAD"),
                answered("method: OPTIONS", requestDraft -> requestDraft.method = "OPTIONS"),
                refused("path: a matrix parameter", requestDraft -> requestDraft.path = matrix(requestDraft))
                        .onlyFor(AddressKinds::isApplication),
                refused(
                                "path: a matrix parameter at the end",
                                requestDraft -> requestDraft.path += ";a=b;" + requestDraft.word(3))
                        .onlyFor(AddressKinds::isApplication),
                refused("path: a bad escape", requestDraft -> requestDraft.path += "/%zz"),
                refused("path: half an escape", requestDraft -> requestDraft.path += "%4"),
                refused("path: %00", requestDraft -> requestDraft.path += "%00"),
                refused("path: overlong UTF-8", requestDraft -> requestDraft.path += "/%c0%af%c0%ae"),
                answered(
                        "path: two slashes",
                        requestDraft -> requestDraft.path = "/" + requestDraft.path.replace("/", "//")),
                answered(
                        "path: dots",
                        requestDraft -> requestDraft.path = requestDraft.path + "/../../../../etc/passwd"),
                answered(
                        "path: escaped dots",
                        requestDraft -> requestDraft.path = requestDraft.path + "/%2e%2e%2f%2e%2e%2fetc%2fpasswd"),
                answered(
                        "path: an escaped slash",
                        requestDraft -> requestDraft.path = requestDraft.path.replace("/api/", "/api%2f")),
                refused(
                        "path: 20,000 characters",
                        requestDraft -> requestDraft.path += "/" + requestDraft.word(LONG_PATH)),
                refused(
                                "path: 80,000 characters",
                                requestDraft -> requestDraft.path += "/" + requestDraft.word(HUGE_PATH))
                        .orWithoutBody(),
                answered(
                                "path: of another server",
                                requestDraft -> requestDraft.path = "http://example.com:99999" + requestDraft.path)
                        .orWithoutBody(),
                refused("path: none", requestDraft -> requestDraft.path = "*").orWithoutBody(),
                refused("path: no slash", requestDraft -> requestDraft.path = requestDraft.path.substring(1))
                        .orWithoutBody(),
                refused("path: a blank", requestDraft -> requestDraft.path += " /x")
                        .orWithoutBody(),
                refused("path: bytes", requestDraft -> requestDraft.path += "/\u00e9\u00ff")
                        .orWithoutBody(),
                answered("path: a backslash", requestDraft -> requestDraft.path += "\\..\\x")
                        .orWithoutBody(),
                answered("path: unknown", requestDraft -> requestDraft.path += "/" + requestDraft.word(9)),
                answered(
                        "path: upper case",
                        requestDraft -> requestDraft.path = requestDraft.path.toUpperCase(Locale.ROOT)));
    }

    /** Operations behind authentication, rate limit and filters. */
    private static boolean isApplication(Operation operation) {
        return operation.path().startsWith("/api/") || operation.isPage();
    }

    /** Adds a matrix parameter to any segment but the last: {@code /api/v3;x=1/participants}. */
    private static String matrix(RequestDraft requestDraft) {
        String[] segments = requestDraft.path.split("/", -1);
        int which = 1 + requestDraft.random.nextInt(Math.max(1, segments.length - 2));
        segments[which] += ";x=" + requestDraft.word(2);
        return String.join("/", segments);
    }
}
