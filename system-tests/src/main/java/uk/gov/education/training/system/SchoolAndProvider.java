package uk.gov.education.training.system;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import uk.gov.education.training.events.London;
import uk.gov.education.training.launcher.Demo;

/**
 * A school of the demo data with the lead provider that trains its participants this year, and REST clients for both.
 */
public final class SchoolAndProvider {

    // Starts at a random TRN, so that repeated runs on the same data rarely clash.
    private static final AtomicInteger NEXT_TRN =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000, 9_000_000));

    private final Demo.Partnership partnership;
    private final RestClient school;
    private final RestClient provider;
    private final String token;

    private SchoolAndProvider(Demo.Partnership partnership, RestClient school, RestClient provider, String token) {
        this.partnership = partnership;
        this.school = school;
        this.provider = provider;
        this.token = token;
    }

    /** The nth partnership of this year's cohort, or of the latest cohort in the demo data. */
    public static SchoolAndProvider nth(Demo demo, int n) {
        int last = demo.partnerships().stream()
                .mapToInt(Demo.Partnership::cohort)
                .max()
                .orElseThrow();
        int cohort = Math.min(cohort(LocalDate.now(London.ZONE)), last);
        var partnership = demo.partnerships().stream()
                .filter(each -> each.cohort() == cohort)
                .skip(n)
                .findFirst()
                .orElseThrow();
        var token = demo.leadProviders().stream()
                .filter(each -> each.id().equals(partnership.leadProviderId()))
                .findFirst()
                .orElseThrow()
                .token();
        return new SchoolAndProvider(
                partnership,
                new RestClient(demo.schoolUpdates() + "/api/v1", demo.tokens().get("school")),
                new RestClient(demo.providerApi() + "/api/v3", token),
                token);
    }

    /** Contract periods run from June to May. */
    private static int cohort(LocalDate today) {
        return today.getMonthValue() >= 6 ? today.getYear() : today.getYear() - 1;
    }

    /** The same, with an Idempotency-Key for the school's request. */
    public SchoolAndProvider once(String idempotencyKey) {
        return new SchoolAndProvider(partnership, school.once(idempotencyKey), provider, token);
    }

    /** The same, with a {@code traceparent} for the school's requests. */
    public SchoolAndProvider traced(String traceparent) {
        return new SchoolAndProvider(partnership, school.traced(traceparent), provider, token);
    }

    public static String nextTrn() {
        return Integer.toString(NEXT_TRN.getAndIncrement());
    }

    public String urn() {
        return partnership.schoolUrn();
    }

    public Demo.Partnership partnership() {
        return partnership;
    }

    /** The lead provider's client. */
    public RestClient provider() {
        return provider;
    }

    /** The lead provider's access token. */
    public String token() {
        return token;
    }

    public RestClient school() {
        return school;
    }

    /** Registers an ECT in provider-led training from today. */
    public RestClient.Response registerEct(String trn, String name) {
        return school.post("/schools/" + urn() + "/ects", ect(trn, name));
    }

    public Map<String, Object> ect(String trn, String name) {
        return Map.of(
                "trn",
                trn,
                "full_name",
                name,
                "email",
                "ect" + trn + "@example.org",
                "started_on",
                LocalDate.now(London.ZONE).toString(),
                "working_pattern",
                "full_time",
                "training_programme",
                "provider_led",
                "lead_provider_id",
                partnership.leadProviderId());
    }

    public RestClient.Response registerMentor(String trn, String name, String ectId) {
        return school.post(
                "/schools/" + urn() + "/mentors",
                Map.of(
                        "trn", trn,
                        "full_name", name,
                        "email", "mentor" + trn + "@example.org",
                        "started_on", LocalDate.now(London.ZONE).toString(),
                        "ect_id", ectId));
    }

    public RestClient.Response rename(String id, String name) {
        return school.put("/schools/" + urn() + "/participants/" + id + "/name", Map.of("full_name", name));
    }

    public RestClient.Response changeEmail(String id, String email) {
        return school.put("/schools/" + urn() + "/participants/" + id + "/email", Map.of("email", email));
    }
}
