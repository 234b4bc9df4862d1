package uk.gov.education.training.platform.web;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The call of a service that takes a file: a POST to one path may be larger than any other request, and take longer to
 * arrive. The method of the resource reads the body as an {@link java.io.InputStream}.
 */
@Singleton
public class Uploads {

    /** The type of files. */
    static final String TYPE = "text/csv";

    private final Optional<String> path;
    private final long most;
    private final Duration within;

    Uploads(
            @ConfigProperty(name = "training.uploads.path") Optional<String> path,
            @ConfigProperty(name = "training.uploads.most", defaultValue = "256M") MemorySize most,
            @ConfigProperty(name = "training.uploads.within", defaultValue = "10m") Duration within) {
        this.path = path;
        this.most = most.asLongValue();
        this.within = within;
    }

    /** @param address the request's path, and its query if there is one */
    public boolean isOne(String method, String address) {
        return path.isPresent() && method.equals("POST") && address.split("\\?", 2)[0].equals(path.get());
    }

    /** The most bytes that a file may have. */
    long most() {
        return most;
    }

    /** The time in which a file must arrive. */
    public Duration within() {
        return within;
    }
}
