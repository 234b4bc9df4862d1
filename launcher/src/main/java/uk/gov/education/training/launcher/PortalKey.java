package uk.gov.education.training.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.UUID;

/**
 * The key with which the school portal of the demonstration signs reports: {@code .data/portal-key.pem}. A start with
 * existing data keeps it.
 */
final class PortalKey {

    static final UUID ID = UUID.fromString("5b6e2a64-0c3c-4a0e-8f53-0d1b8c4c2f11");

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path privateKey;
    private final Path publicKey;

    PortalKey(Path data) {
        this.privateKey = data.resolve("portal-key.pem");
        this.publicKey = data.resolve("portal-key.pub");
    }

    /** Returns the public key, as SubjectPublicKeyInfo in DER. Makes the key if there is none. */
    byte[] publicKey() {
        try {
            if (!Files.exists(publicKey)) {
                KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                Files.deleteIfExists(privateKey);
                Files.createFile(
                        privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(
                        privateKey,
                        "-----BEGIN PRIVATE KEY-----\n"
                                + PEM.encodeToString(keys.getPrivate().getEncoded())
                                + "\n-----END PRIVATE KEY-----\n");
                Files.write(publicKey, keys.getPublic().getEncoded());
            }
            return Files.readAllBytes(publicKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
