package uk.gov.education.training.providerapi.rest;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * The contract of {@code /api/v3}. It is written by hand, not generated: lead providers build on it, and the tests
 * check every answer against it. The build makes it a part of {@code /q/openapi} as it is.
 */
public class ApiDescription implements OASModelReader {

    private static final String FILE = "/lead-provider-api-v3.yaml";

    static byte[] yaml() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open() {
        return Objects.requireNonNull(ApiDescription.class.getResourceAsStream(FILE), FILE);
    }

    @Override
    public OpenAPI buildModel() {
        return SmallRyeOpenAPI.builder()
                .withCustomStaticFile(ApiDescription::open)
                .enableStandardStaticFiles(false)
                .enableModelReader(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .build()
                .model();
    }
}
