package uk.gov.education.training.launcher;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.gov.education.training.launcher.SchoolsRegister.Establishment;

/** The people, schools and lead providers of the demonstration. All are invented, and the same in every run. */
public final class DemoData {

    private static final int FIRST_URN = 900_001;
    private static final int SCHOOLS_IN_REGISTER = 300;

    static final List<Integer> COHORTS = List.of(2021, 2022, 2023, 2024, 2025, 2026);

    static final List<Organisation> LEAD_PROVIDERS = organisations(
            "lead-provider",
            "Alderbrook Teaching Institute",
            "Brightwater Training Alliance",
            "Copperfield Learning Trust",
            "Dunmarrow Education Partners",
            "Everwick School of Teaching",
            "Fennimore Development Network",
            "Greywether Teacher Academy",
            "Hollowmere Professional Learning");

    static final List<Organisation> DELIVERY_PARTNERS = organisations(
            "delivery-partner",
            "Ashcombe Vale Teaching Hub",
            "Birchover Teaching Hub",
            "Cranmoor Teaching Hub",
            "Dovercliffe Teaching Hub",
            "Elmstead Ridge Teaching Hub",
            "Foxholt Teaching Hub",
            "Glenharrow Teaching Hub",
            "Hazelwick Teaching Hub",
            "Inglemoor Teaching Hub",
            "Juniper Down Teaching Hub");

    /** The schools that work with lead providers in every cohort. */
    static final List<School> SCHOOLS = schools();

    private static final int PROVIDERS_PER_SCHOOL = 3;
    private static final int PARTNERS_PER_PROVIDER = 3;
    private static final int OTHER_PARTNERS = 6;

    private DemoData() {}

    /**
     * Every school works with three lead providers a year, of whom one changes from a year to the next. In the last
     * cohort all lead providers have changed their delivery partners.
     */
    static List<Partnership> partnerships() {
        var partnerships = new ArrayList<Partnership>();
        for (int year = 0; year < COHORTS.size(); year++) {
            for (int school = 0; school < SCHOOLS.size(); school++) {
                for (int choice = 0; choice < PROVIDERS_PER_SCHOOL; choice++) {
                    int provider = (school * PROVIDERS_PER_SCHOOL + year + choice) % LEAD_PROVIDERS.size();
                    int shift = isLast(COHORTS.get(year)) ? 0 : OTHER_PARTNERS;
                    int partner = (provider + school % PARTNERS_PER_PROVIDER + shift) % DELIVERY_PARTNERS.size();
                    partnerships.add(new Partnership(
                            LEAD_PROVIDERS.get(provider).id(),
                            SCHOOLS.get(school).urn(),
                            DELIVERY_PARTNERS.get(partner).id(),
                            COHORTS.get(year)));
                }
            }
        }
        return List.copyOf(partnerships);
    }

    private static boolean isLast(int cohort) {
        return cohort == COHORTS.getLast();
    }

    /**
     * Every lead provider may work with every delivery partner, except in the last cohort with those of earlier
     * cohorts: so no partnership of an earlier cohort goes on by itself, and there are expressions of interest.
     */
    static List<Pairing> pairings() {
        var earlier = partnerships().stream()
                .filter(partnership -> !isLast(partnership.cohort()))
                .map(partnership ->
                        new Pairing(partnership.leadProviderId(), partnership.deliveryPartnerId(), COHORTS.getLast()))
                .collect(Collectors.toSet());
        return COHORTS.stream()
                .flatMap(cohort -> LEAD_PROVIDERS.stream().flatMap(provider -> DELIVERY_PARTNERS.stream()
                        .map(partner -> new Pairing(provider.id(), partner.id(), cohort))))
                .filter(pairing -> !earlier.contains(pairing))
                .toList();
    }

    /** Every lead provider has a contract for every cohort. */
    static List<Contract> contracts() {
        return COHORTS.stream()
                .flatMap(cohort -> IntStream.range(0, LEAD_PROVIDERS.size())
                        .mapToObj(i -> new Contract(LEAD_PROVIDERS.get(i).id(), cohort, 1_500 + 500 * i)))
                .toList();
    }

    private static List<Organisation> organisations(String kind, String... names) {
        return Stream.of(names)
                .map(name -> new Organisation(
                        UUID.nameUUIDFromBytes((kind + ":" + name).getBytes(StandardCharsets.UTF_8)), name))
                .toList();
    }

    private static List<School> schools() {
        var names = List.of(
                "Amberlow Primary School",
                "Barrowden Green Academy",
                "Calderfoot High School",
                "Dapplegate Infant School",
                "Eastermere Community College",
                "Farthing Lane Primary School",
                "Goldenacre Academy",
                "Heronsgate School",
                "Ivybridge Lane Junior School",
                "Jackdaw Hill Primary School",
                "Kestrel Park Academy",
                "Lanternfield School",
                "Millrace High School",
                "Nettlecombe Primary School",
                "Oakapple School",
                "Pendlewick Academy",
                "Quarrybank Junior School",
                "Rookhaven High School",
                "Saltmarsh Primary School",
                "Thistledown Academy",
                "Underhill Green School",
                "Vixenford High School",
                "Willowbeck Primary School",
                "Yewtree Meadow School");
        return IntStream.range(0, names.size())
                .mapToObj(i -> new School(Integer.toString(FIRST_URN + i), names.get(i)))
                .toList();
    }

    /** All schools of the register: those that work with lead providers in every cohort first. */
    static List<Establishment> register() {
        var others = SchoolsRegister.invented(FIRST_URN + SCHOOLS.size(), SCHOOLS_IN_REGISTER - SCHOOLS.size());
        return Stream.concat(
                        SCHOOLS.stream().map(school -> SchoolsRegister.named(school.urn(), school.name())),
                        others.stream())
                .toList();
    }

    public record Organisation(UUID id, String name) {}

    public record School(String urn, String name) {}

    record Contract(UUID leadProviderId, int cohort, int recruitmentTarget) {}

    record Pairing(UUID leadProviderId, UUID deliveryPartnerId, int cohort) {}

    record Partnership(UUID leadProviderId, String schoolUrn, UUID deliveryPartnerId, int cohort) {}
}
