package uk.gov.education.training.platform.operations.reconciliation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory.Fact;

class KeyHistoryTest {

    private static final boolean READ = true;
    private static final boolean PERHAPS_READ = false;
    private static final Fact NONE = new Fact(0, null);

    private final KeyHistory history = new KeyHistory();

    private static Fact fact(long version) {
        return new Fact(version, "snapshot " + version);
    }

    private Optional<MismatchKind> mismatch(Fact fact) {
        return history.mismatch(fact);
    }

    @Test
    void storedFactMustBeTheLatestRead() {
        history.changed(fact(1), READ);
        history.changed(fact(3), READ);
        history.changed(fact(2), READ);

        assertThat(mismatch(fact(3))).isEmpty();
        assertThat(mismatch(fact(1))).hasValue(MismatchKind.OLDER);
        assertThat(mismatch(fact(4))).hasValue(MismatchKind.NEWER);
        assertThat(mismatch(new Fact(3, "else"))).hasValue(MismatchKind.DIFFERENT);
        assertThat(mismatch(NONE)).hasValue(MismatchKind.MISSING);
    }

    @Test
    void versionsAfterTheCommittedOffsetMayBeStored() {
        history.changed(fact(1), READ);
        history.changed(fact(2), PERHAPS_READ);
        history.deleted(PERHAPS_READ);

        assertThat(mismatch(fact(1))).isEmpty();
        assertThat(mismatch(fact(2))).isEmpty();
        assertThat(mismatch(NONE)).isEmpty();
        assertThat(mismatch(fact(3))).hasValue(MismatchKind.NOT_ON_TOPIC);
    }

    @Test
    void deletedKeyIsNotStoredAndMayStartAgain() {
        history.changed(fact(7), READ);
        history.deleted(READ);
        assertThat(mismatch(fact(7))).hasValue(MismatchKind.NOT_ON_TOPIC);
        assertThat(mismatch(NONE)).isEmpty();

        history.changed(fact(1), READ);
        assertThat(mismatch(fact(1))).isEmpty();
        assertThat(mismatch(fact(7))).hasValue(MismatchKind.NEWER);
    }

    @Test
    void unknownKeyHasNoExpectedFact() {
        assertThat(mismatch(NONE)).isEmpty();
        assertThat(mismatch(fact(1))).hasValue(MismatchKind.NOT_ON_TOPIC);
        assertThat(history.last()).isEqualTo(NONE);
    }

    @Test
    void implausibleVersionIsAMismatchUntilTheOwnerRepublishes() {
        long foreign = Versions.MOST_AT_FIRST;
        history.changed(fact(3), READ);
        history.implausible(foreign);
        assertThat(mismatch(fact(3))).hasValue(MismatchKind.TOO_FAR_AHEAD);
        history.changed(fact(4), READ);
        assertThat(mismatch(fact(4))).hasValue(MismatchKind.TOO_FAR_AHEAD);
        assertThat(mismatch(fact(foreign))).hasValue(MismatchKind.NEWER);

        history.republished(fact(Versions.above(foreign)), READ);
        assertThat(mismatch(fact(Versions.above(foreign)))).isEmpty();
        assertThat(mismatch(fact(4))).hasValue(MismatchKind.OLDER);
    }

    @Test
    void versionThatIsNeverAcceptedIsAMismatchUntilTheNextVersion() {
        history.changed(fact(3), READ);
        history.implausible(KeyHistory.NEVER_ACCEPTED);
        assertThat(mismatch(fact(3))).hasValue(MismatchKind.TOO_FAR_AHEAD);

        history.changed(fact(4), READ);
        assertThat(mismatch(fact(4))).isEmpty();
    }

    /** Compaction may leave only such a version. */
    @Test
    void olderStoredFactDiffersFromATopicThatStartsTooFarAhead() {
        history.changed(fact(Versions.MOST_AT_FIRST), READ);

        assertThat(mismatch(fact(3))).hasValue(MismatchKind.TOO_FAR_AHEAD);
        assertThat(mismatch(NONE)).hasValue(MismatchKind.MISSING);
    }
}
