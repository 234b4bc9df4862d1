package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Activity.Waiting;
import uk.gov.education.training.platform.operations.domain.Backlog.Partition;
import uk.gov.education.training.platform.operations.domain.Backlog.Unread;

class BacklogTest {

    private static final Partition FIRST = new Partition("declarations", 0);
    private static final Partition SECOND = new Partition("declarations", 1);
    private static final Partition ELSEWHERE = new Partition("statements", 0);

    @Test
    void aTopicsBacklogIsAllThatItsPartitionsHaveUnreadAndAsOldAsTheOldest() {
        var backlog =
                new Backlog(Map.of(FIRST, new Unread(10, 13), SECOND, new Unread(0, 4), ELSEWHERE, new Unread(5, 6)));

        assertThat(backlog.of("declarations", Map.of(FIRST, 2.5, SECOND, 7.5, ELSEWHERE, 60.0)))
                .isEqualTo(new Waiting(7, 7.5));
        assertThat(backlog.of("statements", Map.of())).isEqualTo(new Waiting(1, 0));
        assertThat(backlog.of("partnerships", Map.of())).isEqualTo(new Waiting(0, 0));
    }

    @Test
    void onlyWhatWasUnreadBeforeHasAnAgeThatMatters() {
        var before = new Backlog(Map.of(FIRST, new Unread(10, 13), SECOND, new Unread(0, 4)));
        var now = new Backlog(Map.of(FIRST, new Unread(13, 20), SECOND, new Unread(3, 9), ELSEWHERE, new Unread(5, 6)));

        assertThat(now.unreadSince(before)).containsExactly(Map.entry(SECOND, new Unread(3, 9)));
    }
}
