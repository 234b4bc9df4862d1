package uk.gov.education.training.providerapi.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.domain.ParticipantFactsFixture.id;
import static uk.gov.education.training.testsupport.DeclarationFixtures.declaration;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.ParticipantFactsFixture;

class MergedDeclarationsTest {

    private static final Instant AT = Instant.parse("2026-01-10T09:00:00Z");
    private static final Declaration OWN = started(id(501), ParticipantFactsFixture.AMBER);
    private static final Declaration TAKEN_OVER = started(id(502), ParticipantFactsFixture.BRACKEN);

    private final Declarations own = new Declarations(ParticipantFactsFixture.TOMASZ, List.of(OWN));
    private final Declarations others = new Declarations(ParticipantFactsFixture.PRIYA, List.of(TAKEN_OVER));

    private static Declaration started(UUID id, UUID leadProvider) {
        return declaration(
                id,
                providerLed(1, 2025, "2025-09-01", AT.toString()).withLeadProviderId(leadProvider),
                DeclarationType.STARTED,
                AT);
    }

    @Test
    void areOwnAndOtherDeclarations() {
        assertThat(MergedDeclarations.of(own, others))
                .isEqualTo(new Declarations(ParticipantFactsFixture.TOMASZ, List.of(OWN, TAKEN_OVER)));
    }

    @Test
    void secondOfTwoLiveDeclarationsOfOneTypeIsADouble() {
        Declaration second = OWN.withCreatedAt(AT.plusSeconds(1));
        Declaration first = TAKEN_OVER.withCreatedAt(AT);

        assertThat(MergedDeclarations.doubles(new Declarations(ParticipantFactsFixture.TOMASZ, List.of(second, first))))
                .containsExactly(second);
        assertThat(MergedDeclarations.doubles(new Declarations(ParticipantFactsFixture.TOMASZ, List.of(first, second))))
                .containsExactly(second);
    }

    @Test
    void voidedDeclarationsAndOtherTypesOrRolesAreNoDoubles() {
        assertThat(MergedDeclarations.doubles(new Declarations(
                        ParticipantFactsFixture.TOMASZ,
                        List.of(
                                OWN,
                                TAKEN_OVER.voided(AT),
                                started(id(503), ParticipantFactsFixture.AMBER).withType(DeclarationType.RETAINED_1),
                                started(id(504), ParticipantFactsFixture.AMBER).withRole(Role.MENTOR)))))
                .isEmpty();
    }

    @Test
    void areTheOthersIfThereAreNoOwnDeclarations() {
        assertThat(MergedDeclarations.of(new Declarations(ParticipantFactsFixture.TOMASZ, List.of()), others))
                .isEqualTo(new Declarations(ParticipantFactsFixture.TOMASZ, List.of(TAKEN_OVER)));
    }

    @Test
    void areTheSameAfterASecondTakeover() {
        Declarations both = MergedDeclarations.of(own, others);

        assertThat(MergedDeclarations.of(both, others)).isEqualTo(both);
    }

    @Test
    void keepVoidingsSinceTheTakeover() {
        Declarations since = MergedDeclarations.of(own, others).voided(TAKEN_OVER.id(), AT.plusSeconds(60));

        Declarations again = MergedDeclarations.of(since, others);

        assertThat(again).isEqualTo(since);
        assertThat(again.find(TAKEN_OVER.id()).orElseThrow().isVoided()).isTrue();
    }
}
