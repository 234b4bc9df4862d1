package uk.gov.education.training.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The token with which provider-api-service calls school-updates-service. A start with existing data keeps the token,
 * because Idempotency-Keys are stored for each token: with a new one, a repeated request would not be recognised.
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

    /** Writes the token to a file that only its owner can read, unless there is one. */
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
