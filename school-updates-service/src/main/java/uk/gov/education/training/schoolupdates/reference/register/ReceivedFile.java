package uk.gov.education.training.schoolupdates.reference.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.web.Sha256;

/**
 * A file that a caller sent, in a temporary file of this instance.
 *
 * @param charset UTF-8 if all of it is that, otherwise that of the schools register
 * @param sha256 the digest of its bytes, in hexadecimal
 */
record ReceivedFile(Path path, Charset charset, String sha256, long bytes) {

    private static final Logger LOG = Logger.getLogger(ReceivedFile.class);
    private static final Charset REGISTER = Charset.forName("windows-1252");

    /** Writes a body into a temporary file. Leaves none behind if that fails. */
    static ReceivedFile of(InputStream body) throws IOException {
        Path path = Files.createTempFile("schools-register-", ".csv");
        try {
            return copy(body, path);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(path);
            throw failed;
        }
    }

    private static ReceivedFile copy(InputStream body, Path path) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        Utf8Check utf8 = new Utf8Check();
        byte[] bytes = new byte[64 * 1024];
        long total = 0;
        try (OutputStream file = Files.newOutputStream(path)) {
            for (int some = body.read(bytes); some >= 0; some = body.read(bytes)) {
                file.write(bytes, 0, some);
                digest.update(bytes, 0, some);
                utf8.add(bytes, some);
                total += some;
            }
        }
        return new ReceivedFile(
                path, utf8.isValid() ? UTF_8 : REGISTER, HexFormat.of().formatHex(digest.digest()), total);
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            LOG.warnf("Could not delete the temporary file %s, delete it by hand", path);
        }
    }
}
