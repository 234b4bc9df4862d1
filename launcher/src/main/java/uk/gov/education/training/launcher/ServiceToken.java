package uk.gov.education.training.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The token with which provider-api-service calls school-updates-service. It stays the same for as long as the data: a
 * request that is sent again with its Idempotency-Key is recognised by it. Nobody else needs it.
 */
final class ServiceToken {

    static final String SCOPE = "service";

    private final Path file;
    private final String text;

    ServiceToken(Path data) {
        this.file = data.resolve("service-token");
        this.text = Files.exists(file) ? read(file) : Token.generate();
    }

    String text() {
        return text;
    }

    /** Writes it for its owner's eyes only, unless it is there. */
    void keep() {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
