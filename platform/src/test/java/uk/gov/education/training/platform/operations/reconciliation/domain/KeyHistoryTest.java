package uk.gov.education.training.platform.operations.reconciliation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory.Fact;

class KeyHistoryTest {

    private static final boolean READ = true;
    private static final boolean PERHAPS_READ = false;
    private static final Fact NOTHING = new Fact(0, null);

    private final KeyHistory history = new KeyHistory();

    private static Fact fact(long version) {
        return new Fact(version, "snapshot " + version);
    }

    private Optional<MismatchKind> held(Fact fact) {
        return history.differs(fact);
    }

    @Test
    void whatIsHeldIsTheNewestThatTheServiceHasRead() {
        history.said(fact(1), READ);
        history.said(fact(3), READ);
        history.said(fact(2), READ);

        assertThat(held(fact(3))).isEmpty();
        assertThat(held(fact(1))).hasValue(MismatchKind.OLDER);
        assertThat(held(fact(4))).hasValue(MismatchKind.NEWER);
        assertThat(held(new Fact(3, "else"))).hasValue(MismatchKind.DIFFERENT);
        assertThat(held(NOTHING)).hasValue(MismatchKind.MISSING);
    }

    @Test
    void whatTheServiceMayBeReadingJustNowMayBeHeldOrNot() {
        history.said(fact(1), READ);
        history.said(fact(2), PERHAPS_READ);
        history.ended(PERHAPS_READ);

        assertThat(held(fact(1))).isEmpty();
        assertThat(held(fact(2))).isEmpty();
        assertThat(held(NOTHING)).isEmpty();
        assertThat(held(fact(3))).hasValue(MismatchKind.NOT_ON_TOPIC);
    }

    @Test
    void aKeyThatHasEndedIsNotHeldAndOneThatComesBackBeginsAgain() {
        history.said(fact(7), READ);
        history.ended(READ);
        assertThat(held(fact(7))).hasValue(MismatchKind.NOT_ON_TOPIC);
        assertThat(held(NOTHING)).isEmpty();

        history.said(fact(1), READ);
        assertThat(held(fact(1))).isEmpty();
        assertThat(held(fact(7))).hasValue(MismatchKind.NEWER);
    }

    @Test
    void nothingIsHeldOfWhatNobodyTalksAbout() {
        assertThat(held(NOTHING)).isEmpty();
        assertThat(held(fact(1))).hasValue(MismatchKind.NOT_ON_TOPIC);
        assertThat(history.last()).isEqualTo(NOTHING);
    }

    @Test
    void aVersionFurtherAheadThanTheOwnerCountsIsToldOfUntilTheOwnerSpeaksAboveIt() {
        long foreign = Versions.MOST_AT_FIRST;
        history.said(fact(3), READ);
        history.isStrange(foreign);
        assertThat(held(fact(3))).hasValue(MismatchKind.TOO_FAR_AHEAD);
        history.said(fact(4), READ);
        assertThat(held(fact(4))).hasValue(MismatchKind.TOO_FAR_AHEAD);
        assertThat(held(fact(foreign))).hasValue(MismatchKind.NEWER);

        history.republished(fact(Versions.above(foreign)), READ);
        assertThat(held(fact(Versions.above(foreign)))).isEmpty();
        assertThat(held(fact(4))).hasValue(MismatchKind.OLDER);
    }

    @Test
    void aVersionThatNobodyTakesIsToldOfUntilSomethingElseIsSaid() {
        history.said(fact(3), READ);
        history.isStrange(KeyHistory.UNKNOWN);
        assertThat(held(fact(3))).hasValue(MismatchKind.TOO_FAR_AHEAD);

        history.said(fact(4), READ);
        assertThat(held(fact(4))).isEmpty();
    }

    /** Compaction has left nothing else. */
    @Test
    void whereTheTopicBeginsTooFarAheadTheReaderIsNotTheOneToFollow() {
        history.said(fact(Versions.MOST_AT_FIRST), READ);

        assertThat(held(fact(3))).hasValue(MismatchKind.TOO_FAR_AHEAD);
        assertThat(held(NOTHING)).hasValue(MismatchKind.MISSING);
    }
}
